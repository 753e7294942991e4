package dev.prosa.directory.channel;

import dev.prosa.directory.Caller;
import dev.prosa.directory.Department;
import dev.prosa.directory.DirectoryTransaction;
import dev.prosa.directory.DirectoryTransactions;
import dev.prosa.directory.Violation;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Changes to channels. Nothing is appended: nobody watches them. */
@Singleton
public final class Channels {

    private final DirectoryTransactions transactions;

    Channels(DirectoryTransactions transactions) {
        this.transactions = transactions;
    }

    public Uni<ChannelResponse> create(Caller caller, ChannelRequest request) {
        return transactions.run(caller, tx -> create(tx, request));
    }

    private static Uni<ChannelResponse> create(DirectoryTransaction tx, ChannelRequest request) {
        Channel channel = new Channel(
                tx.institution(),
                request.name(),
                request.type(),
                request.departmentId().orElse(null),
                request.phoneInsteadOf(null),
                tx.now());
        return departmentMustExist(tx, channel.department())
                .chain(() -> tx.session().persist(channel))
                .chain(() -> save(tx))
                .replaceWith(() -> ChannelResponse.of(channel));
    }

    public Uni<ChannelResponse> change(Caller caller, UUID id, ChannelRequest request) {
        return transactions.run(caller, tx -> change(tx, id, request));
    }

    private static Uni<ChannelResponse> change(DirectoryTransaction tx, UUID id, ChannelRequest request) {
        return lock(tx, id)
                .call(() -> departmentMustExist(tx, request.departmentId().orElse(null)))
                .invoke(channel -> channel.change(request))
                .call(() -> save(tx))
                .map(ChannelResponse::of);
    }

    public Uni<ChannelResponse> delete(Caller caller, UUID id) {
        return transactions.run(caller, tx -> delete(tx, id));
    }

    private static Uni<ChannelResponse> delete(DirectoryTransaction tx, UUID id) {
        return lock(tx, id)
                .call(() -> mustNotBeInUse(tx, id))
                .invoke(channel -> channel.delete(tx.now()))
                .call(() -> save(tx))
                .map(ChannelResponse::of);
    }

    /** Against use: what opens a conversation on it refers to it, and then reads where it leads. */
    private static Uni<Channel> lock(DirectoryTransaction tx, UUID id) {
        return tx.lockAgainstUse(Channel.class, "channel", id);
    }

    private static Uni<Void> mustNotBeInUse(DirectoryTransaction tx, UUID id) {
        return tx.conversations()
                .activeOnChannel(tx.session(), tx.institution(), id)
                .invoke(Channels::refuseIf)
                .replaceWithVoid();
    }

    private static void refuseIf(boolean inUse) {
        if (inUse) throw Problem.IN_USE.refused("It has active conversations");
    }

    private static Uni<Void> departmentMustExist(DirectoryTransaction tx, UUID departmentOrNull) {
        if (departmentOrNull == null) return Uni.createFrom().voidItem();
        return tx.find(Department.class, departmentOrNull)
                .onItem()
                .ifNull()
                .failWith(Channels::noDepartment)
                .replaceWithVoid();
    }

    /** A department that is deleted at the same time is refused by the foreign key. */
    private static Uni<Void> save(DirectoryTransaction tx) {
        return tx.session().flush().onFailure(Violation::isForeignKey).transform(gone -> noDepartment());
    }

    private static Refused noDepartment() {
        return Refused.field("departmentId", "is no department");
    }
}
