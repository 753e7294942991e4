import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { language, number } from "../base/language.js";
import { StoreController } from "../base/store.js";
import { now } from "../base/time.js";
import { View } from "../base/view.js";

const HEIGHT = 180;
const SHORTEST_SPAN_S = 60;
const LOWEST_TOP = 5;
const WHOLE_STEPS = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((one) => [one, 2 * one, 5 * one]);

/** A chart of one number over time until now. The style sheet sets its colours. */
@customElement("prosa-live-chart")
export class LiveChart extends View {
  /** In milliseconds since 1970, oldest first. */
  @property({ attribute: false }) times: readonly number[] = [];
  /** One value for each time; it is valid until the next time. */
  @property({ attribute: false }) values: readonly number[] = [];
  /** The accessible name. */
  @property({ attribute: false }) label = "";
  #chart: uPlot | undefined;
  readonly #sized = new ResizeObserver(() => this.#resize());
  readonly #themed = new MutationObserver(() => this.#chart?.redraw());
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #redraw = () => this.#chart?.redraw();

  constructor() {
    super();
    new StoreController(this, () => [now]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized.observe(this);
    this.#themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.#dark.addEventListener("change", this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
    this.#themed.disconnect();
    this.#dark.removeEventListener("change", this.#redraw);
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  override render() {
    return html`<div class="plot" role="img" aria-label=${this.label}></div>`;
  }

  protected override updated(): void {
    this.#chart ??= this.#make();
    this.#chart.setData(this.#data());
  }

  /** Repeats the last value at the current time. */
  #data(): uPlot.AlignedData {
    const until = Date.now() / 1_000;
    return [
      [...this.times.map((at) => at / 1_000), until],
      [...this.values, this.values.at(-1) ?? 0],
    ];
  }

  #make(): uPlot {
    const ink = { stroke: () => this.#color("--chart-ink"), ticks: { show: false } };
    const grid = { stroke: () => this.#color("--chart-grid"), width: 1 };
    return new uPlot(
      {
        width: this.clientWidth,
        height: HEIGHT,
        padding: [12, 24, 0, 0],
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { range: (_, min, max) => [Math.min(min, max - SHORTEST_SPAN_S), max] },
          y: { range: (_, _min, max) => [0, Math.max(LOWEST_TOP, max * 1.1)] },
        },
        axes: [
          {
            ...ink,
            size: 28,
            space: 72,
            grid: { show: false },
            values: (_, splits, _axis, _space, step) => splits.map((at) => timeOf(at, step)),
          },
          { ...ink, grid, incrs: WHOLE_STEPS, values: (_, splits) => splits.map(number) },
        ],
        series: [
          {},
          {
            stroke: () => this.#color("--chart-line"),
            fill: () => this.#color("--chart-fill"),
            width: 2,
            points: { show: false },
            paths: uPlot.paths.stepped!({ align: 1 }),
          },
        ],
      },
      this.#data(),
      this.querySelector<HTMLElement>(".plot")!,
    );
  }

  #resize(): void {
    this.#chart?.setSize({ width: this.clientWidth, height: HEIGHT });
  }

  /** The colour in the current theme. */
  #color(name: string): string {
    return getComputedStyle(this).getPropertyValue(name);
  }
}

function timeOf(atSeconds: number, stepSeconds: number): string {
  const seconds = stepSeconds < 60 ? { second: "2-digit" as const } : {};
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...seconds } as const;
  return new Date(atSeconds * 1_000).toLocaleTimeString(language.locale, format);
}
