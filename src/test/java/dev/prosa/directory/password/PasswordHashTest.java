package dev.prosa.directory.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final Vertx VERTX = Vertx.vertx();
    private final PasswordHash passwords = new PasswordHash(VERTX, config(2));

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Test
    void password_matchesItsOwnHashOnly() {
        String hash = of(passwords.hash("correct"));
        assertThat(hash).startsWith("$2a$04$").doesNotContain("correct");
        assertThat(of(passwords.matches("correct", hash))).isTrue();
        assertThat(of(passwords.matches("wrong", hash))).isFalse();
        assertThat(of(passwords.matches("", hash))).isFalse();
    }

    @Test
    void hashes_ofOnePassword_differ() {
        assertThat(of(passwords.hash("same"))).isNotEqualTo(of(passwords.hash("same")));
    }

    @Test
    void password_long_countsToItsEnd() {
        String hash = of(passwords.hash("x".repeat(100) + "a"));
        assertThat(of(passwords.matches("x".repeat(100) + "b", hash))).isFalse();
    }

    @Test
    void password_ofNobody_neverMatches() {
        assertThat(of(passwords.matches("anything", null))).isFalse();
    }

    @Test
    void hash_isNotComputed_onTheCallersThread() {
        String[] thread = new String[1];
        of(passwords.hash("x").invoke(() -> thread[0] = Thread.currentThread().getName()));
        assertThat(thread[0]).isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void hashes_overTheLimit_areUnavailable_andRecover() {
        List<Uni<String>> many =
                IntStream.range(0, 50).mapToObj(n -> passwords.hash("x")).toList();
        assertThatThrownBy(() -> of(Uni.join().all(many).andFailFast()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE));
        PasswordHash one = new PasswordHash(VERTX, config(1));
        for (int n = 0; n < 5; n++) assertThat(of(one.hash("x"))).isNotBlank();
    }

    @Test
    void caller_cancelling_freesNothingBeforeTheWorkEnds() {
        PasswordHash slow = new PasswordHash(VERTX, config(2, 10));
        for (int n = 0; n < 2; n++) slow.hash("x").subscribe().with(done -> {}).cancel();
        assertThatThrownBy(() -> of(slow.hash("x")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE));
        await().ignoreExceptionsInstanceOf(Refused.class)
                .untilAsserted(() -> assertThat(of(slow.hash("x"))).isNotBlank());
    }

    private static <T> T of(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private static PasswordConfig config(int waiting) {
        return config(waiting, 4);
    }

    private static PasswordConfig config(int waiting, int cost) {
        return new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .withDefaultValue("prosa.password.cost", String.valueOf(cost))
                .withDefaultValue("prosa.password.max-pending-hashes", String.valueOf(waiting))
                .build()
                .getConfigMapping(PasswordConfig.class);
    }
}
