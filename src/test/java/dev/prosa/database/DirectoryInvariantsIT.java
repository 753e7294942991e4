package dev.prosa.database;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DirectoryInvariantsIT extends ConstraintFixture {

    @Test
    void department_ofNoInstitution_isRefused() {
        refuses("department_institution_fk", "insert into department (institution_id, name) values (:nobody, 'X')");
    }

    @Test
    void departments_ofOneName_areRefused() {
        refuses("department_name_unique", "insert into department (institution_id, name) values (:acme, 'SALES')");
    }

    @Test
    void department_deleted_freesItsName() throws SQLException {
        accepts("insert into department (institution_id, name, deleted_at) values (:acme, 'Finance', now())");
        accepts("insert into department (institution_id, name) values (:acme, 'Finance')");
    }

    @Test
    void department_withMembers_isNotDeleted() {
        refuses("membership_department_fk", "update department set deleted_at = now() where id = :support");
    }

    @Test
    void department_withAChannel_isNotDeleted() throws SQLException {
        run("delete from membership where department_id = :sales");
        refuses("channel_department_fk", "update department set deleted_at = now() where id = :sales");
    }

    @Test
    void channel_deleted_freesItsDepartment() throws SQLException {
        run("delete from membership where department_id = :sales");
        run("update channel set deleted_at = now() where id = :whatsapp");
        accepts("update department set deleted_at = now() where id = :sales");
    }

    @Test
    void department_deleted_isNotJoined() throws SQLException {
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");
        refuses("membership_department_fk", "insert into membership values (:acme, :support, :ana)");
    }

    @Test
    void channel_toADeletedDepartment_isRefused() throws SQLException {
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");
        refuses("channel_department_fk", "update channel set department_id = :support where id = :webchat");
    }

    @Test
    void agent_ofNoInstitution_isRefused() throws SQLException {
        refuses("agent_institution_fk", agent("'institution_id', :nobody, 'email', 'x@nobody'"));
    }

    @Test
    void agent_ofUnknownRole_isRefused() {
        refuses("agent_role_known", "update agent set role = 'OWNER' where id = :ana");
    }

    @Test
    void agents_ofOneEmailInTheInstallation_areRefused() throws SQLException {
        refuses("agent_email_unique", agent("'institution_id', :globex, 'email', upper(x.email)"));
    }

    @Test
    void agent_deleted_freesItsEmail() throws SQLException {
        accepts("update agent set deleted_at = now(), active = false where id = :ana");
        accepts(agent("'deleted_at', null, 'active', true"));
    }

    @Test
    void agent_deletedButActive_isRefused() {
        refuses("agent_deleted_is_inactive", "update agent set deleted_at = now() where id = :ana");
    }

    @Test
    void channel_sharedByInstitutions_isRefused() throws SQLException {
        refuses("channel_id_unique", copy("channel", "id = :webchat", "'institution_id', :globex"));
    }

    @Test
    void agent_inAForeignDepartment_isRefused() {
        refuses("membership_department_fk", "insert into membership values (:acme, :elsewhere, :ana)");
    }

    @Test
    void department_withAForeignMember_isRefused() {
        refuses("membership_agent_fk", "insert into membership values (:acme, :sales, :hank)");
    }

    @Test
    void channel_ofNoInstitution_isRefused() {
        refuses(
                "channel_institution_fk",
                "insert into channel (institution_id, name, type) values (:nobody, 'X', 'GENERIC')");
    }

    @Test
    void channel_toAForeignDepartment_isRefused() {
        refuses("channel_department_fk", "update channel set department_id = :elsewhere where id = :whatsapp");
    }

    @Test
    void channel_ofUnknownType_isRefused() {
        refuses("channel_type_known", "update channel set type = 'FAX' where id = :whatsapp");
    }

    @Test
    void channel_withAWrongPhone_isRefused() {
        refuses("channel_phone_is_phone", "update channel set phone = '+5511900000000' where id = :whatsapp");
    }

    @Test
    void contact_ofNoInstitution_isRefused() {
        refuses(
                "contact_institution_fk",
                "insert into contact (institution_id, name, phone) values (:nobody, 'X', '5511999999999')");
    }

    @Test
    void contact_withAWrongPhone_isRefused() {
        refuses("contact_phone_is_phone", "update contact set phone = '1234567' where id = :maria");
    }

    @Test
    void contactMetadata_over16KiB_isRefused() throws SQLException {
        String metadata = "update contact set metadata = jsonb_build_object('a', repeat('x', %s)) where id = :maria";
        accepts(metadata.formatted(16384 - "{\"a\": \"\"}".length()));
        refuses("contact_metadata_size", metadata.formatted(16385 - "{\"a\": \"\"}".length()));
    }

    @Test
    void contacts_ofOnePhone_areRefused() {
        refuses("contact_phone_unique", "update contact set phone = '5511911111111' where id = :joao");
    }

    @Test
    void contacts_ofOnePhoneInTwoInstitutions_areAccepted() throws SQLException {
        accepts("update contact set phone = '5511911111111' where id = :alien");
    }

    @Test
    void contact_deleted_freesItsPhone() throws SQLException {
        accepts("update contact set deleted_at = now() where id = :maria");
        accepts("update contact set phone = '5511911111111' where id = :joao");
    }

    @Test
    void apiKey_ofNoInstitution_isRefused() throws SQLException {
        refuses(
                "api_key_institution_fk",
                copy("api_key", "id = :key", "'institution_id', :nobody, 'hash', '\\x01'::bytea"));
    }

    @Test
    void apiKeys_ofOneHash_areRefused() throws SQLException {
        refuses("api_key_hash_unique", copy("api_key", "id = :key", "'institution_id', :globex"));
    }

    @Test
    void rateLimit_underOneAMinute_isRefused() {
        refuses("api_key_rate_limit_range", "update api_key set rate_limit = 0 where id = :key");
    }

    @Test
    void rateLimit_overAMillionAMinute_isRefused() {
        refuses("api_key_rate_limit_range", "update api_key set rate_limit = 1000001 where id = :key");
    }

    @Test
    void permissions_unknown_areRefused() {
        refuses(
                "api_key_permissions_known",
                "update api_key set permissions = '{messages.send, everything}' where id = :key");
    }

    private String agent(String changes) throws SQLException {
        return copy("agent", "id = :ana", "'id', :other, " + changes);
    }
}
