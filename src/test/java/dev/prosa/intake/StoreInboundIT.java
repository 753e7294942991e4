package dev.prosa.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose a message is, and what the conversation shows after it. */
class StoreInboundIT extends OnInbound {

    @Test
    void newContact_isNamedByItsFirstMessage_orElseByItsPhone() throws SQLException {
        String named = phone();
        String unnamed = phone();
        take(
                item("a", named),
                item("b", named).put("name", "Mary"),
                item("c", unnamed).putNull("name"));

        assertThat(contactNames(named)).containsExactly("Maria");
        assertThat(contactNames(unnamed)).containsExactly(unnamed);
    }

    @Test
    void knownContact_keepsItsName() throws SQLException {
        String phone = phone();
        take(item("a", phone));
        take(item("b", phone).put("name", "Mary"));

        assertThat(contactNames(phone)).containsExactly("Maria");
    }

    @Test
    void repeat_afterItsContactIsDeleted_makesNoContact() throws SQLException {
        String phone = phone();
        Stored first = take(item("a", phone)).get(0);
        run("update contact set deleted_at = now() where phone = ?", phone);

        assertThat(take(item("a", phone)).get(0).message()).isEqualTo(first.message());
        assertThat(contactNames(phone)).hasSize(1);
    }

    @Test
    void message_afterItsContactIsDeleted_isOfANewContact() throws SQLException {
        String phone = phone();
        UUID first = take(item("a", phone)).get(0).conversation();
        close(first);
        run("update contact set deleted_at = now() where phone = ?", phone);

        List<Stored> next = take(item("b", phone), item("c", phone));

        assertThat(next).extracting(Stored::seq).containsExactly(1L, 2L);
        assertThat(contactNames(phone)).hasSize(2);
        assertThat(conversation(next.get(0).conversation())
                        .path("previousConversationId")
                        .isNull())
                .isTrue();
    }

    @Test
    void deletedChannel_isUnknown_andMakesNoContact() throws SQLException {
        run("update channel set deleted_at = now() where id = ?", channel);
        String phone = phone();

        assertThat(take(item("a", phone))).isEmpty();
        assertThat(contactNames(phone)).isEmpty();
    }

    @Test
    void sameExternalId_onAnotherChannel_isAnotherMessage() throws SQLException {
        String phone = phone();
        Stored first = take(item("a", phone)).get(0);
        UUID other = one(
                "insert into channel (institution_id, name, type) values (?, 'Other', 'GENERIC') returning id",
                institution);

        Stored second = take(item("a", phone).put("channel", other.toString())).get(0);

        assertThat(second.duplicate()).isFalse();
        assertThat(second.conversation()).isNotEqualTo(first.conversation());
        assertThat(conversation(second.conversation())
                        .path("previousConversationId")
                        .isNull())
                .isTrue();
    }

    @Test
    void contactThatWaits_waitsSinceItsOldestMessage() throws SQLException {
        String phone = phone();
        UUID conversation = take(item("a", phone)).get(0).conversation();
        run("update conversation set waiting_since = '2020-01-01' where id = ?", conversation);
        take(item("b", phone));

        assertThat(conversation(conversation).path("waitingSince").asText()).startsWith("2020-01-01");
    }

    @Test
    void nextBatch_countsEachOfItsMessages() throws SQLException {
        String phone = phone();
        UUID conversation = take(item("a", phone)).get(0).conversation();

        assertThat(take(item("b", phone), item("c", phone)))
                .extracting(Stored::seq)
                .containsExactly(2L, 3L);
        assertThat(conversation(conversation).path("unreadCount").asLong()).isEqualTo(3);
        assertThat(conversation(conversation).path("version").asLong()).isEqualTo(4);
    }

    @Test
    void updatedAt_neverGoesBackwards() throws SQLException {
        String phone = phone();
        UUID conversation = take(item("a", phone)).get(0).conversation();
        run("update conversation set updated_at = '2100-01-01' where id = ?", conversation);
        take(item("b", phone));

        assertThat(conversation(conversation).path("updatedAt").asText()).startsWith("2100-01-01");
    }

    @Test
    void lastMessage_isTheBatchsLast_andShort() throws SQLException {
        String phone = phone();
        UUID conversation = take(item("a", phone()), item("b", phone), saying("c", phone, "x".repeat(161)))
                .get(2)
                .conversation();

        String shown =
                conversation(conversation).path("lastMessage").path("text").asText();
        assertThat(shown).isEqualTo("x".repeat(160));
        assertThat(events())
                .filteredOn(e -> e.path("data")
                        .path("message")
                        .path("externalId")
                        .asText()
                        .equals("c"))
                .extracting(e -> e.at("/data/conversation/lastMessage/text").asText())
                .containsExactly(shown);
    }

    @Test
    void opening_isInTheHistoryOnce() throws SQLException {
        String phone = phone();
        UUID conversation = take(item("a", phone), item("b", phone)).get(0).conversation();
        take(item("c", phone));

        assertThat(OnInbound.<String>one(
                        "select string_agg(type || ' ' || by_type || ' ' || to_department, ',') from"
                                + " conversation_history where conversation_id = ?",
                        conversation))
                .isEqualTo("OPENED SYSTEM " + department);
    }

    private List<String> contactNames(String phone) throws SQLException {
        String names = one(
                "select string_agg(name, ',' order by id) from contact where institution_id = ? and phone = ?",
                institution,
                phone);
        return names == null ? List.of() : List.of(names.split(","));
    }

    private static void close(UUID conversation) throws SQLException {
        run(CLOSE, conversation);
    }
}
