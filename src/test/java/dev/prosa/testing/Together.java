package dev.prosa.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Does a thing for each of many numbers, a few of them at once; all come to their end before it fails. */
public final class Together {

    private Together() {}

    /** @param work what to do for 0, 1, … {@code count - 1}; it may block */
    public static void forEach(int count, int atOnce, IntConsumer work) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> work.accept(i), threads))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdown();
        }
    }
}
