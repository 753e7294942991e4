package dev.prosa.access.apikey;

import dev.prosa.directory.Permission;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** An API key as it is stored; requests that carry one read it by {@link ApiKeyStore}. */
@Entity
@Table(name = "api_key")
@IdClass(ApiKeyRow.Key.class)
@DynamicUpdate
class ApiKeyRow {

    record Key(UUID institution, UUID id) implements Serializable {}

    @Id
    @Column(name = "institution_id")
    private UUID institution;

    @Id
    private UUID id;

    private String name;

    private String prefix;

    @Column(updatable = false)
    private byte[] hash;

    /** As they are on the wire. */
    private String[] permissions;

    @Column(name = "rate_limit")
    private int rateLimit;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected ApiKeyRow() {}

    ApiKeyRow(UUID institution, NewApiKey wanted, ApiKeySecret secret, Instant now) {
        this.institution = institution;
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.name = wanted.name();
        this.prefix = secret.prefix();
        this.hash = secret.hash();
        this.permissions =
                wanted.permissions().stream().map(Permission::wire).sorted().toArray(String[]::new);
        this.rateLimit = wanted.rateLimitOrUsual();
        this.expiresAt = wanted.expiresAt();
        this.createdAt = now;
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    ApiKey key() {
        return new ApiKey(
                institution,
                id,
                name,
                prefix,
                Permission.ofWire(permissions),
                rateLimit,
                expiresAt,
                createdAt,
                lastUsedAt);
    }
}
