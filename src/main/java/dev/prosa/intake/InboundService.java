package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.intake.InboundBody.Item;
import dev.prosa.intake.IntakeMetrics.Door;
import dev.prosa.platform.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Takes what one request brings for one channel, and answers item by item in the order given. */
@Singleton
final class InboundService {

    private final InboundBody bodies;
    private final Channels channels;
    private final Intake intake;
    private final IntakeMetrics metrics;

    InboundService(InboundBody bodies, Channels channels, Intake intake, IntakeMetrics metrics) {
        this.bodies = bodies;
        this.channels = channels;
        this.intake = intake;
        this.metrics = metrics;
    }

    Uni<List<ItemAnswer>> take(UUID institution, UUID channel, JsonNode body) {
        int items = body != null && body.isArray() ? body.size() : 1;
        return metrics.counted(Door.HTTP, items, Uni.createFrom().deferred(() -> taken(institution, channel, body)));
    }

    private Uni<List<ItemAnswer>> taken(UUID institution, UUID channel, JsonNode body) {
        List<Item> items = bodies.read(body, institution, channel);
        List<InboundMessage> good =
                items.stream().filter(Item::isGood).map(Item::message).toList();
        Uni<List<Outcome>> taken = good.isEmpty() ? nothingFor(institution, channel) : intake.take(good);
        return taken.invoke(outcomes -> expectTaken(body, outcomes)).map(outcomes -> answers(items, outcomes));
    }

    /** Nothing is to be taken, but the channel must be there all the same. */
    private Uni<List<Outcome>> nothingFor(UUID institution, UUID channel) {
        return channels.find(institution, channel)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.NOT_FOUND.refused("No such channel"))
                .replaceWith(List.of());
    }

    /** An unknown channel, and a single message that was not taken, are answered as the whole request. */
    private static void expectTaken(JsonNode body, List<Outcome> outcomes) {
        boolean nowhere = !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::isOfUnknownChannel);
        boolean single = body.isObject() && outcomes.get(0).refused() != null;
        if (nowhere || single) throw outcomes.get(0).refused();
    }

    private static List<ItemAnswer> answers(List<Item> items, List<Outcome> outcomes) {
        Iterator<Outcome> next = outcomes.iterator();
        List<ItemAnswer> answers = new ArrayList<>();
        for (Item item : items) {
            answers.add(
                    item.isGood()
                            ? ItemAnswer.of(item.externalId(), next.next())
                            : ItemAnswer.refused(item.externalId(), item.refused()));
        }
        return answers;
    }
}
