package dev.prosa.directory;

import jakarta.validation.GroupSequence;
import jakarta.validation.groups.Default;

/** How a request that creates is validated: first the form of each field, then whether all that is required is there. */
@GroupSequence({Default.class, Creation.Required.class})
public interface Creation {

    /** Of constraints that hold for a creation only: a change may leave the field out. */
    interface Required {}
}
