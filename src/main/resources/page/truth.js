// A true mask beside a picture: its scores by the server's evaluation, and a map of the errors.
import { html, nothing } from "./lit-html.js";
import { state, changed } from "./state.js";
import * as api from "./api.js";
import { action, attempt, numbers, take } from "./parts.js";
import { t } from "./words.js";

const SCORES = ["iou", "mae", "boundary_iou", "s_measure", "f_beta", "gradient_error", "sad"];
export const LOWER_IS_BETTER = new Set(["mae", "gradient_error", "sad"]);

// Functions on AWS do not score; what their page cannot do it does not offer.
export const canScore = () => state.config?.evaluate !== false;

export function scores(item) {
    if (!canScore()) {
        return nothing;
    }
    const chosen = event => attempt(() => take(event.target, file => give(item, file)));
    return html`
        <div class="truth" @drop=${event => dropped(event, item)} @dragover=${event => event.preventDefault()}>
            <p>${t("truth_help")} <label class="button small">${t("choose_truth")}<input type="file" id="truth" accept="image/*"
                @change=${chosen}></label>
                ${item.truth ? action(t("forget_truth"), () => { item.truth = item.scores = null; changed(); }) : nothing}</p>
            ${item.truth && !item.scores ? action(t("score_again"), () => score(item), "score") : nothing}
            ${item.scores ? table(item.scores) : nothing}
        </div>`;
}

function table(values) {
    return html`<table class="scores"><thead><tr>${SCORES.map(key => html`<th scope="col">${t(`score_${key}`)}</th>`)}</tr></thead>
        <tbody><tr>${SCORES.map(key => html`<td data-score=${key}>${numbers(values[key])}</td>`)}</tr></tbody></table>`;
}

function dropped(event, item) {
    event.preventDefault();
    event.stopPropagation();
    document.querySelector("#app").classList.remove("over");
    attempt(() => give(item, event.dataTransfer.files[0]));
}

async function give(item, file) {
    if (file) {
        item.truth = file;
        await score(item);
        state.mode = "error";
        changed();
    }
}

async function score(item) {
    const { result, truth } = item;
    const scored = await scoreOf(result.blob, truth);
    if (item.result === result && item.truth === truth) {
        item.scores = scored;
    }
    changed();
}

// The scores of a cutout's opacity, as evaluations have them.
export async function scoreOf(prediction, truth, signal) {
    return firstScores(await api.patiently(() => api.evaluate({ prediction, truth }, {}, { signal }), signal));
}

export function firstScores(report) {
    const [pair] = report.pairs;
    if (pair.error) {
        throw new Error(pair.error.message ?? pair.error.detail ?? String(pair.error));
    }
    return pair.scores;
}
