package dev.prosa.live;

/**
 * The state of a connection. Each state has one method for each transition that is legal from it, and only these
 * methods make states: an illegal transition does not compile. States are immutable, so any thread may read them.
 *
 * <pre>
 * Greeting → Open → Leaving → Gone
 *     └───────────────↑
 * </pre>
 *
 * From each state the connection may be gone.
 */
sealed interface ConnectionState {

    static Greeting greeting() {
        return Greeting.INSTANCE;
    }

    /** The client has left, or its network was lost. */
    default Gone gone() {
        return Gone.INSTANCE;
    }

    /** The client is served: its frames are handled, and it is sent events and heartbeats. */
    sealed interface Serving extends ConnectionState {

        /** @param dropAt when the TCP connection is dropped if it still exists, in ms since 1970 */
        default Leaving leaving(long dropAt) {
            return new Leaving(dropAt);
        }
    }

    /** The client was not sent {@code hello} yet; its frames wait. */
    final class Greeting implements Serving {
        private static final Greeting INSTANCE = new Greeting();

        private Greeting() {}

        /** @param departments the hash of the departments in {@code hello} */
        Open greeted(String departments) {
            return new Open(departments);
        }

        /** A stream of Server-Sent Events begins without {@code hello}. */
        Open withoutHello() {
            return new Open(Open.UNKNOWN);
        }
    }

    /** The client gets events, and its departments when they change. */
    final class Open implements Serving {
        private static final String UNKNOWN = "";
        private final String departments;

        private Open(String departments) {
            this.departments = departments;
        }

        /** The hash of the departments that the client got last; empty if it is to get them again. */
        String departments() {
            return departments;
        }

        /** Whether the client must get these departments. */
        boolean isNews(VisibleDepartments visible) {
            return visible.departments() != null && !visible.hash().equals(departments);
        }

        Open departmentsSent(String hash) {
            return new Open(hash);
        }

        /** The next check of access sends the client its departments, even if they are the same. */
        Open departmentsUnknown() {
            return new Open(UNKNOWN);
        }
    }

    /** The connection drains: the close frame is on its way behind all that was sent, and nothing else follows it. */
    final class Leaving implements ConnectionState {
        private final long dropAt;

        private Leaving(long dropAt) {
            this.dropAt = dropAt;
        }

        /** Whether the client has not let go in time. */
        boolean isOverdue(long now) {
            return now >= dropAt;
        }
    }

    /** The socket does not exist any more. */
    final class Gone implements ConnectionState {
        private static final Gone INSTANCE = new Gone();

        private Gone() {}
    }
}
