package dev.prosa.database;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DirectoryInvariantsIT extends OnDatabase {

    @Test
    void aDepartmentIsOfAnInstitution() {
        refuses("department_institution_fk", "insert into department (institution_id, name) values (:nobody, 'X')");
    }

    @Test
    void twoDepartmentsDoNotShareAName() {
        refuses("department_name_unique", "insert into department (institution_id, name) values (:acme, 'SALES')");
    }

    @Test
    void aDeletedDepartmentFreesItsName() throws SQLException {
        accepts("insert into department (institution_id, name, deleted_at) values (:acme, 'Finance', now())");
        accepts("insert into department (institution_id, name) values (:acme, 'Finance')");
    }

    @Test
    void aDepartmentWithMembersIsNotDeleted() {
        refuses("membership_department_fk", "update department set deleted_at = now() where id = :support");
    }

    @Test
    void aDepartmentToWhichAChannelLeadsIsNotDeleted() throws SQLException {
        run("delete from membership where department_id = :sales");
        refuses("channel_department_fk", "update department set deleted_at = now() where id = :sales");
    }

    @Test
    void whatIsDeletedHoldsNoDepartment() throws SQLException {
        run("delete from membership where department_id = :sales");
        run("update channel set deleted_at = now() where id = :whatsapp");
        accepts("update department set deleted_at = now() where id = :sales");
    }

    @Test
    void nobodyJoinsADeletedDepartment() throws SQLException {
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");
        refuses("membership_department_fk", "insert into membership values (:acme, :support, :ana)");
    }

    @Test
    void aChannelDoesNotLeadToADeletedDepartment() throws SQLException {
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");
        refuses("channel_department_fk", "update channel set department_id = :support where id = :webchat");
    }

    @Test
    void anAgentIsOfAnInstitution() throws SQLException {
        refuses("agent_institution_fk", agent("'institution_id', :nobody, 'email', 'x@nobody'"));
    }

    @Test
    void anAgentHasARoleThatIsKnown() {
        refuses("agent_role_known", "update agent set role = 'OWNER' where id = :ana");
    }

    @Test
    void anAgentsEmailIsUniqueOverTheInstallation() throws SQLException {
        refuses("agent_email_unique", agent("'institution_id', :globex, 'email', upper(x.email)"));
    }

    @Test
    void aDeletedAgentFreesItsEmail() throws SQLException {
        accepts("update agent set deleted_at = now(), active = false where id = :ana");
        accepts(agent("'deleted_at', null, 'active', true"));
    }

    @Test
    void aDeletedAgentIsInactive() {
        refuses("agent_deleted_is_inactive", "update agent set deleted_at = now() where id = :ana");
    }

    @Test
    void aChannelIsOfOneInstitution() throws SQLException {
        refuses("channel_id_unique", copy("channel", "id = :webchat", "'institution_id', :globex"));
    }

    @Test
    void anAgentDoesNotBelongToADepartmentOfAnotherInstitution() {
        refuses("membership_department_fk", "insert into membership values (:acme, :elsewhere, :ana)");
    }

    @Test
    void aDepartmentHasNoMemberOfAnotherInstitution() {
        refuses("membership_agent_fk", "insert into membership values (:acme, :sales, :hank)");
    }

    @Test
    void aChannelIsOfAnInstitution() {
        refuses(
                "channel_institution_fk",
                "insert into channel (institution_id, name, type) values (:nobody, 'X', 'GENERIC')");
    }

    @Test
    void aChannelDoesNotLeadToADepartmentOfAnotherInstitution() {
        refuses("channel_department_fk", "update channel set department_id = :elsewhere where id = :whatsapp");
    }

    @Test
    void aChannelHasATypeThatIsKnown() {
        refuses("channel_type_known", "update channel set type = 'FAX' where id = :whatsapp");
    }

    @Test
    void aChannelsPhoneIsAPhone() {
        refuses("channel_phone_is_phone", "update channel set phone = '+5511900000000' where id = :whatsapp");
    }

    @Test
    void aContactIsOfAnInstitution() {
        refuses(
                "contact_institution_fk",
                "insert into contact (institution_id, name, phone) values (:nobody, 'X', '5511999999999')");
    }

    @Test
    void aContactsPhoneIsAPhone() {
        refuses("contact_phone_is_phone", "update contact set phone = '1234567' where id = :maria");
    }

    @Test
    void aContactsMetadataHasUpTo16KiB() throws SQLException {
        String metadata = "update contact set metadata = jsonb_build_object('a', repeat('x', %s)) where id = :maria";
        accepts(metadata.formatted(16384 - "{\"a\": \"\"}".length()));
        refuses("contact_metadata_size", metadata.formatted(16385 - "{\"a\": \"\"}".length()));
    }

    @Test
    void twoContactsDoNotShareAPhone() {
        refuses("contact_phone_unique", "update contact set phone = '5511911111111' where id = :joao");
    }

    @Test
    void twoInstitutionsMayHaveAContactOfOnePhone() throws SQLException {
        accepts("update contact set phone = '5511911111111' where id = :alien");
    }

    @Test
    void aDeletedContactFreesItsPhone() throws SQLException {
        accepts("update contact set deleted_at = now() where id = :maria");
        accepts("update contact set phone = '5511911111111' where id = :joao");
    }

    @Test
    void anApiKeyIsOfAnInstitution() throws SQLException {
        refuses(
                "api_key_institution_fk",
                copy("api_key", "id = :key", "'institution_id', :nobody, 'hash', '\\x01'::bytea"));
    }

    @Test
    void twoApiKeysDoNotShareAHash() throws SQLException {
        refuses("api_key_hash_unique", copy("api_key", "id = :key", "'institution_id', :globex"));
    }

    @Test
    void anApiKeysRateLimitIsAtLeastOneAMinute() {
        refuses("api_key_rate_limit_range", "update api_key set rate_limit = 0 where id = :key");
    }

    @Test
    void anApiKeysRateLimitIsAtMostAMillionAMinute() {
        refuses("api_key_rate_limit_range", "update api_key set rate_limit = 1000001 where id = :key");
    }

    @Test
    void anApiKeysPermissionsAreKnown() {
        refuses(
                "api_key_permissions_known",
                "update api_key set permissions = '{messages.send, everything}' where id = :key");
    }

    private String agent(String changes) throws SQLException {
        return copy("agent", "id = :ana", "'id', :other, " + changes);
    }
}
