package dev.prosa.browser;

import java.util.Map;

/** An afternoon at a travel agency, for the screenshots. */
final class DemoData {

    /** Whose conversation is worth opening. */
    static final String CONTACT = "Maria Souza";

    private final RegisteredInstitution institution;
    private final String sales;
    private final String support;
    private final String website;
    private final String whatsapp;

    DemoData(RegisteredInstitution institution) {
        this.institution = institution;
        sales = institution.department("Sales");
        support = institution.department("Support");
        String billing = institution.department("Billing");
        website = institution.channel("Website", "WEBCHAT", sales);
        whatsapp = institution.channel("WhatsApp", "WHATSAPP_WABA", support);
        String invoices = institution.channel("Invoices", "GENERIC", billing);
        people();
        waiting(invoices);
    }

    RegisteredInstitution.Agent admin() {
        return institution.admin();
    }

    private void people() {
        RegisteredInstitution.Agent ana = institution.agent("Ana Ribeiro", sales);
        RegisteredInstitution.Agent bruno = institution.agent("Bruno Costa", support);
        institution.supervisor("Carla Nunes", sales, support);
        Contact maria = institution.contact(CONTACT, website);
        String conversation = maria.writes("Hello! Is the room with the sea view still free in May?");
        institution.replies(
                ana, conversation, "Hello Maria! It is, from the 9th on. How many nights would you like to stay?");
        maria.writes("Five nights, from the 12th to the 17th. We are two adults and a child.");
        maria.sends(
                "image", Map.of("url", picture(), "caption", "This is the one we liked", "mimeType", "image/svg+xml"));
        institution.replies(
                ana, conversation, "A lovely choice. That makes 640 euros with breakfast.\nShall I book it for you?");
        maria.writes("Yes, please! Do you need anything from me?");
        Contact peter = institution.contact("Peter Hansen", whatsapp);
        institution.replies(
                bruno, peter.writes("The link in your mail does not open."), "I have just sent you a new one.");
        peter.writes("That one works, thank you!");
        Contact amina = institution.contact("Amina Diallo", website);
        institution.replies(ana, amina.writes("Can we bring our dog?"), "Of course, dogs are welcome.");
    }

    private void waiting(String invoices) {
        institution.contact("João Lima", website).writes("Good afternoon, what does a weekend for two cost in June?");
        Contact sofia = institution.contact("Sofia Rossi", website);
        sofia.writes("Hi, I would like to change my booking.");
        sofia.writes("Number 48213, from Friday to Saturday");
        institution.contact("Liam O'Connor", whatsapp).writes("My transfer from the airport has not come.");
        institution.contact("Yuki Tanaka", whatsapp).writes("Is late check-in possible, around 23:30?");
        institution.contact("Emma Schneider", invoices).writes("Could you send me the invoice of April again?");
        institution.contact("Lucas Ferreira", invoices).writes("I was charged twice.");
        institution.contact("Chloé Martin", website).writes("Do you have rooms without stairs?");
        institution.contact("Omar Haddad", whatsapp).writes("The heating in 204 does not work.");
        institution.contact("Ingrid Larsen", website).writes("Thank you for the lovely days!");
    }

    private String picture() {
        return institution.admin().http().node().resolve("/sandbox/parcel.svg").toString();
    }
}
