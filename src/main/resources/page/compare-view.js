// The same pictures through several models and settings, side by side, moving together.
import { html, nothing } from "./lit-html.js";
import { state, changed, selectedItem } from "./state.js";
import { Camera } from "./camera.js";
import * as api from "./api.js";
import { picture } from "./pyramids.js";
import { cutoutParameters, REFINEMENTS, settings } from "./settings.js";
import { presentModels, standardModel } from "./adjust.js";
import { action, attempt, choice, numbers, percent, take } from "./parts.js";
import { baseName } from "./queue.js";
import { canScore, LOWER_IS_BETTER, scoreOf } from "./truth.js";
import { look } from "./stage.js";
import { t } from "./words.js";

const MOST_VARIANTS = 6;
const SHOWN_SCORES = ["iou", "mae", "boundary_iou"];
const camera = new Camera();

// What is compared where nobody chose: the default beside refined edges, and the fast model.
export function startVariants() {
    const names = presentModels();
    const usual = standardModel();
    state.compare.variants = [[usual, "none"], [usual, "quality"], ["u2netp-int8", "fast"]]
        .filter(([model]) => names.includes(model)).map(([model, refine]) => ({ model, refine, cleanUp: false }));
}

const keyOf = variant => `${variant.model} ${variant.refine} ${variant.cleanUp ? JSON.stringify(cutoutParameters(settings)) : ""}`;
const nameOf = variant => `${variant.model}${variant.refine === "none" ? "" : `, ${t(`refine_${variant.refine}`)}`}${variant.cleanUp ? ` + ${t("clean_up")}` : ""}`;

function parametersOf(variant) {
    const base = variant.cleanUp ? cutoutParameters({ ...settings, refine: variant.refine, model: variant.model })
        : { format: "png", model: variant.model };
    return variant.refine === "none" ? base : { ...base, refine: variant.refine };
}

export function compareView() {
    const { variants } = state.compare;
    return html`
        <section class="compare" aria-label=${t("view_compare")}>
            <p>${t("compare_help")}</p>
            <ol class="variants">${variants.map(variantRow)}</ol>
            <p class="buttons">
                ${variants.length < MOST_VARIANTS ? action(t("add_variant"), addVariant, "add-variant") : nothing}
                ${state.compare.running ? action(t("cancel"), () => state.compare.abort.abort(), "compare-stop")
                    : action(t("compare_run", { n: state.items.length }), run, "compare-run")}
            </p>
            ${state.items.length ? [beside(), table()] : html`<p class="muted">${t("compare_empty")}</p>`}
        </section>`;
}

function variantRow(variant, at) {
    const set = name => value => { variant[name] = value; changed(); };
    return html`<li>
        ${choice(`variant-${at}-model`, t("model"), presentModels().map(name => [name, name]), variant.model, set("model"))}
        ${choice(`variant-${at}-refine`, t("refine"), REFINEMENTS.map(key => [key, t(`refine_${key}`)]), variant.refine, set("refine"))}
        <label class="check"><input type="checkbox" .checked=${variant.cleanUp} @change=${event => set("cleanUp")(event.target.checked)}>
            ${t("with_clean_up")}</label>
        <button class="small" aria-label=${`${t("remove")} ${at + 1}`} ?disabled=${state.compare.variants.length < 2}
            @click=${() => { state.compare.variants.splice(at, 1); changed(); }}>\u00d7</button>
    </li>`;
}

function addVariant() {
    state.compare.variants.push({ model: standardModel(), refine: "none", cleanUp: false });
    changed();
}

// All pictures through all variants, a few at a time; what is there already is not asked for again.
async function run() {
    const { compare } = state;
    compare.running = true;
    compare.abort = new AbortController();
    changed();
    const work = state.items.flatMap(item => compare.variants.map(variant => ({ item, variant })))
        .filter(({ item, variant }) => !item.compared?.[keyOf(variant)]?.blob);
    const one = async () => {
        for (let next = work.shift(); next && !compare.abort.signal.aborted; next = work.shift()) {
            await cutout(next.item, next.variant, compare.abort.signal);
            changed();
        }
    };
    try {
        await Promise.all(Array.from({ length: state.config?.inFlight ?? 2 }, one));
    } finally {
        compare.running = false;
        changed();
    }
}

async function cutout(item, variant, signal) {
    item.compared ??= {};
    const key = keyOf(variant);
    const asked = { file: item.file, name: baseName(item.name), parameters: parametersOf(variant) };
    try {
        const result = await api.patiently(() => api.remove(asked, { signal }), signal);
        if (item.truth) {
            result.scores = await scoreOf(result.blob, item.truth, signal);
        }
        item.compared[key] = result;
    } catch (error) {
        item.compared[key] = { error: error.name === "AbortError" ? t("status_cancelled") : error.message || t("no_server") };
    }
}

function beside() {
    const item = selectedItem();
    if (!item) {
        return nothing;
    }
    return html`<div class="beside">${state.compare.variants.map((variant, at) => {
        const result = item.compared?.[keyOf(variant)];
        return html`<figure>
            <alpha-viewer .camera=${camera} .before=${result?.blob ? null : picture(item.file)} .after=${result?.blob ? picture(result.blob) : null}
                .look=${look()} .loupe=${state.loupe} .label=${`${item.name}: ${nameOf(variant)}`}></alpha-viewer>
            <figcaption><strong>${nameOf(variant)}</strong> ${result ? said(result) : t("status_none")}
                ${at > 0 && result?.blob && first(item)?.blob ? html`<button class="small" @click=${() => showDifference(item, result)}>${t("mode_difference")}</button>` : nothing}</figcaption>
        </figure>`;
    })}</div>`;
}

const first = item => item.compared?.[keyOf(state.compare.variants[0])];

// The first variant and this one go to the first view as a result and the one before it.
function showDifference(item, result) {
    item.previous = first(item).blob;
    item.result = { ...result, finished: null, settings: { ...settings }, fingerprint: "", strokes: item.strokes };
    item.status = "done";
    state.mode = "difference";
    location.hash = "cut";
}

function said(result) {
    if (result.error) {
        return html`<span class="bad">${result.error}</span>`;
    }
    return html`${Math.round(result.milliseconds)} ms, ${Math.round(result.blob.size / 1024)} kB${result.confidence === null ? "" : `, ${percent(result.confidence)}`}
        ${result.scores ? html`<br>${SHOWN_SCORES.map(key => `${t(`score_${key}`)} ${numbers(result.scores[key])}`).join(", ")}` : nothing}`;
}

function table() {
    const { variants } = state.compare;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("compare_table")}><table id="compare-table">
        <thead><tr><th scope="col">${t("picture")}</th>${variants.map(variant => html`<th scope="col">${nameOf(variant)}</th>`)}</tr></thead>
        <tbody>${state.items.map(item => html`<tr><th scope="row"><button class="link" dir="auto" @click=${() => { state.selected = item.id; changed(); }}>${baseName(item.name)}</button>
            ${canScore() ? html`<label class="button small">${item.truth ? t("truth_there") : t("choose_truth")}<input type="file" accept="image/*"
                @change=${event => attempt(() => take(event.target, file => truthFor(item, file)))}></label>` : nothing}</th>
            ${variants.map(variant => html`<td>${item.compared?.[keyOf(variant)] ? said(item.compared[keyOf(variant)]) : "\u2013"}</td>`)}</tr>`)}</tbody>
        <tfoot><tr><th scope="row">${t("mean")}</th>${variants.map(variant => html`<td>${means(variant)}</td>`)}</tr></tfoot>
    </table></div>`;
}

// Results that are there are scored at once.
async function truthFor(item, file) {
    if (!file) {
        return;
    }
    item.truth = file;
    item.scores = null;
    for (const result of Object.values(item.compared ?? {})) {
        if (result.blob) {
            result.scores = await scoreOf(result.blob, file);
            changed();
        }
    }
    changed();
}

function means(variant) {
    const results = state.items.map(item => item.compared?.[keyOf(variant)]).filter(result => result?.blob);
    if (!results.length) {
        return "\u2013";
    }
    const mean = values => values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
    const texts = [`${Math.round(mean(results.map(result => result.milliseconds)))} ms`];
    const sure = mean(results.map(result => result.confidence).filter(value => value !== null));
    if (sure !== null) {
        texts.push(percent(sure));
    }
    for (const key of SHOWN_SCORES) {
        const value = mean(results.map(result => result.scores?.[key]).filter(each => typeof each === "number"));
        if (value !== null) {
            texts.push(`${t(`score_${key}`)} ${numbers(value)}${LOWER_IS_BETTER.has(key) ? " \u2193" : " \u2191"}`);
        }
    }
    return texts.join(", ");
}
