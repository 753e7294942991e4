package dev.prosa.batching;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The result of one item of a batch: accepted with a value, or rejected with the reason. */
public sealed interface ItemResult<R> {

    Refused UNKNOWN_CHANNEL = Problem.NOT_FOUND.refused("No such channel");

    record Accepted<R>(R value) implements ItemResult<R> {

        @Override
        public <A> A fold(Function<R, A> accepted, Function<Refused, A> rejected) {
            return accepted.apply(value);
        }
    }

    record Rejected<R>(Refused reason) implements ItemResult<R> {

        @Override
        public <A> A fold(Function<R, A> accepted, Function<Refused, A> rejected) {
            return rejected.apply(reason);
        }
    }

    static <R> ItemResult<R> accepted(R value) {
        return new Accepted<>(value);
    }

    static <R> ItemResult<R> rejected(Refused reason) {
        return new Rejected<>(reason);
    }

    <A> A fold(Function<R, A> accepted, Function<Refused, A> rejected);

    /** What follows for an accepted item; a rejected one stays rejected. */
    default <S> ItemResult<S> then(Function<R, ItemResult<S>> next) {
        return fold(next, ItemResult::rejected);
    }

    /** The value of an accepted item; nothing of a rejected one. */
    default Stream<R> stream() {
        return fold(Stream::of, reason -> Stream.empty());
    }

    /** Why the item was rejected, if it was. */
    default Optional<Refused> rejection() {
        return fold(value -> Optional.empty(), Optional::of);
    }

    /** @throws Refused if the item was rejected */
    default R orThrow() {
        return fold(Function.identity(), reason -> {
            throw reason;
        });
    }
}
