package dev.prosa.conversation.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What the rules answer to a command; by {@link #fold} its user looks at both answers. */
public sealed interface Decision {

    /** Carries on with what was accepted or with why it was refused. */
    <T> T fold(Function<? super Accepted, ? extends T> accepted, Function<? super Refusal, ? extends T> refused);

    static Accepted accept(Change... changes) {
        return new Accepted(List.of(changes));
    }

    static Refused refuse(Refusal reason) {
        return new Refused(reason);
    }

    /** The changes in the order of their events; none: the command changes nothing and is answered with success. */
    record Accepted(List<Change> changes) implements Decision {

        public Accepted {
            changes = List.copyOf(changes);
        }

        @Override
        public <T> T fold(Function<? super Accepted, ? extends T> ok, Function<? super Refusal, ? extends T> refused) {
            return ok.apply(this);
        }
    }

    /** The command is refused: nothing changes, no event is emitted. */
    record Refused(Refusal reason) implements Decision {

        public Refused {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Function<? super Accepted, ? extends T> ok, Function<? super Refusal, ? extends T> refused) {
            return refused.apply(reason);
        }
    }
}
