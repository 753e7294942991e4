package dev.prosa.generated;

import dev.prosa.testing.OpenApi.Operation;
import java.util.function.Consumer;

/**
 * One way of sending a request.
 *
 * @param whole whether the body has all its optional fields
 * @param change what is done to a valid request
 */
record Case(Operation operation, String what, Expected expected, boolean whole, Consumer<Draft> change) {

    enum Expected {
        /** It is as the document says: no refusal for its form. */
        ACCEPTANCE,
        REFUSAL,
        /** Whatever the document allows. */
        ANYTHING
    }
}
