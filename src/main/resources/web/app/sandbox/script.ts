import type { Language } from "../base/language.js";

type Said = Readonly<Record<Language, string>>;

/** One message of a contact. */
export interface Step {
  /** Sent only after an agent has replied to the previous message. */
  readonly afterReply?: true;
  readonly text?: Said;
  /** The name of a file that the service serves under `/sandbox`; `text` is its caption. */
  readonly image?: string;
  readonly document?: { readonly file: string; readonly name: string; readonly mimeType: string; readonly size: number };
  readonly card?: { readonly name: string; readonly phone: string; readonly email: string; readonly organization: string };
}

/** All messages of one contact. */
export interface Story {
  readonly name: string;
  readonly phone: string;
  /** The name of a department of the demo. */
  readonly department: "Sales" | "Support" | "Finance";
  readonly steps: readonly Step[];
}

/** A day at a shop for lamps and furniture, in the order in which the contacts turn up. */
export const DAY: readonly Story[] = [
  {
    name: "Helena Prado",
    phone: "5511987001001",
    department: "Sales",
    steps: [
      { text: { en: "Good morning! Is the Aurora desk lamp back in stock?", pt: "Bom dia! A luminária Aurora voltou ao estoque?" } },
      { text: { en: "I would need two of them by Friday.", pt: "Eu precisaria de duas até sexta-feira." } },
      { afterReply: true, text: { en: "Great. Can I pay in three instalments?", pt: "Ótimo. Dá para pagar em três vezes?" } },
      { afterReply: true, text: { en: "Perfect, I'll take both. Thank you!", pt: "Perfeito, fico com as duas. Obrigada!" } },
    ],
  },
  {
    name: "Marcos Teixeira",
    phone: "5521987001002",
    department: "Support",
    steps: [
      { text: { en: "My order 48213 arrived today and the box is torn open.", pt: "Meu pedido 48213 chegou hoje com a caixa rasgada." } },
      { image: "parcel.svg", text: { en: "This is what it looks like", pt: "Olha como veio" } },
      { afterReply: true, text: { en: "The lamp itself has a crack in the base.", pt: "A luminária está com a base trincada." } },
      { afterReply: true, text: { en: "A replacement would be fine. When can it be here?", pt: "Pode ser a troca. Quando chega?" } },
    ],
  },
  {
    name: "Ingrid Larsen",
    phone: "4791234003",
    department: "Finance",
    steps: [
      { text: { en: "Hello, invoice 2026-0418 has the wrong company name on it.", pt: "Olá, a nota 2026-0418 saiu com a razão social errada." } },
      {
        document: { file: "invoice.pdf", name: "invoice-2026-0418.pdf", mimeType: "application/pdf", size: 680 },
        text: { en: "The invoice", pt: "A nota" },
      },
      { afterReply: true, text: { en: "It should say Larsen Interiors AS. The rest is right.", pt: "O certo é Larsen Interiors AS. O resto está correto." } },
    ],
  },
  {
    name: "Paulo Azevedo",
    phone: "5531987001004",
    department: "Sales",
    steps: [
      { text: { en: "Do you deliver to Belo Horizonte on Saturdays?", pt: "Vocês entregam em Belo Horizonte aos sábados?" } },
      { afterReply: true, text: { en: "And what would shipping cost for a bookshelf?", pt: "E quanto fica o frete de uma estante?" } },
    ],
  },
  {
    name: "Sofia Marques",
    phone: "351912001005",
    department: "Support",
    steps: [
      { text: { en: "Where is my parcel? Tracking has said \"in transit\" for six days.", pt: "Onde está minha encomenda? O rastreio diz \"em trânsito\" há seis dias." } },
      { text: { en: "The order number is 47990.", pt: "O número do pedido é 47990." } },
      { text: { en: "Hello? It is a birthday present for tomorrow.", pt: "Alô? É um presente de aniversário para amanhã." } },
      { afterReply: true, text: { en: "Thank you for looking into it so quickly.", pt: "Obrigada por verificar tão rápido." } },
    ],
  },
  {
    name: "Grace Okafor",
    phone: "447700900106",
    department: "Sales",
    steps: [
      { text: { en: "We are furnishing an office: 24 desks and 24 chairs. Is there a discount?", pt: "Estamos mobiliando um escritório: 24 mesas e 24 cadeiras. Tem desconto?" } },
      {
        card: { name: "Daniel Okafor", phone: "447700900107", email: "daniel@okafor.example", organization: "Okafor & Partners" },
      },
      { text: { en: "Please send the quote to my colleague, this is his contact.", pt: "Mande o orçamento para o meu colega, esse é o contato." } },
      { afterReply: true, text: { en: "The beech ones, please. Delivery in two weeks is fine.", pt: "As de faia, por favor. Entrega em duas semanas está bom." } },
    ],
  },
  {
    name: "Rui Tavares",
    phone: "5541987001007",
    department: "Finance",
    steps: [
      { text: { en: "I was charged twice for order 48102.", pt: "Fui cobrado duas vezes pelo pedido 48102." } },
      { text: { en: "Both on the 12th, the same amount.", pt: "As duas no dia 12, com o mesmo valor." } },
      { afterReply: true, text: { en: "When will the refund be on my card?", pt: "Quando o estorno cai no meu cartão?" } },
      { afterReply: true, text: { en: "All right, I'll wait for it.", pt: "Certo, vou aguardar." } },
    ],
  },
  {
    name: "Clara Nogueira",
    phone: "5551987001008",
    department: "Support",
    steps: [
      { text: { en: "How do I return a chair? The colour is not what I expected.", pt: "Como faço para devolver uma cadeira? A cor não é o que eu esperava." } },
      { afterReply: true, image: "label.svg", text: { en: "Is this the label I have to put on it?", pt: "É esta etiqueta que eu coloco?" } },
      { afterReply: true, text: { en: "Posted it just now. Thanks for your help!", pt: "Acabei de postar. Obrigada pela ajuda!" } },
    ],
  },
  {
    name: "Tomás Villar",
    phone: "34611001009",
    department: "Sales",
    steps: [
      { text: { en: "Which bulb fits the Vega floor lamp?", pt: "Qual lâmpada serve na luminária de chão Vega?" } },
      { afterReply: true, text: { en: "And is it dimmable?", pt: "E dá para regular a intensidade?" } },
    ],
  },
  {
    name: "Priya Raman",
    phone: "919812001010",
    department: "Support",
    steps: [
      { text: { en: "One screw is missing from the bookshelf set.", pt: "Falta um parafuso no conjunto da estante." } },
      { text: { en: "The long one, number 7 in the manual.", pt: "O comprido, número 7 no manual." } },
      { afterReply: true, text: { en: "Same address as the order, please.", pt: "Mesmo endereço do pedido, por favor." } },
    ],
  },
  {
    name: "Otávio Freitas",
    phone: "5571987001011",
    department: "Finance",
    steps: [
      { text: { en: "Can I still change from bank slip to card?", pt: "Ainda posso trocar de boleto para cartão?" } },
      { text: { en: "It is due today.", pt: "Vence hoje." } },
      { afterReply: true, text: { en: "Done, it went through.", pt: "Pronto, deu certo." } },
    ],
  },
  {
    name: "Anneke Visser",
    phone: "31612001012",
    department: "Support",
    steps: [
      { text: { en: "The switch of my lamp stopped working after two months. Is that under warranty?", pt: "O interruptor da luminária parou depois de dois meses. Está na garantia?" } },
      { afterReply: true, text: { en: "Bought on 9 September, order 45577.", pt: "Comprada em 9 de setembro, pedido 45577." } },
      { afterReply: true, text: { en: "Wonderful, thank you.", pt: "Maravilha, obrigada." } },
    ],
  },
  {
    name: "Bianca Moura",
    phone: "5581987001013",
    department: "Sales",
    steps: [
      { text: { en: "Hi! Please cancel order 48230, I ordered the wrong size.", pt: "Oi! Cancelem o pedido 48230, por favor, pedi o tamanho errado." } },
      { text: { en: "I have just ordered the right one.", pt: "Acabei de pedir o certo." } },
      { afterReply: true, text: { en: "Thank you, that was easy.", pt: "Obrigada, foi fácil." } },
    ],
  },
  {
    name: "Jonas Weber",
    phone: "4915112001014",
    department: "Finance",
    steps: [
      { text: { en: "Could you send last quarter's invoices in one file for our accountant?", pt: "Podem mandar as notas do último trimestre num arquivo só para o contador?" } },
      { afterReply: true, text: { en: "By email is best.", pt: "Por email é melhor." } },
    ],
  },
];
