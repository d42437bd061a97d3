// The first view: pictures in a row, one of them large, and what can be adjusted.
import { html, nothing } from "./lit-html.js";
import { state, changed, selectedItem } from "./state.js";
import * as queue from "./queue.js";
import { stage } from "./stage.js";
import { adjust } from "./adjust.js";
import { TYPES, copy, download, downloadAll } from "./downloads.js";
import { picker, problemText, action, percent } from "./parts.js";
import { scores } from "./truth.js";
import { t } from "./words.js";

export function cutView() {
    const item = selectedItem();
    return html`
        <div class="cut">
            <section class="queue" aria-label=${t("pictures")}>
                ${picker()}
                ${total()}
                <ul class="items" role="list">${state.items.map(row)}</ul>
            </section>
            <section class="look" aria-label=${t("result")}>
                ${stage(item)}
                ${item ? facts(item) : nothing}
            </section>
            <section class="adjust" aria-label=${t("adjust")}>${adjust(item)}</section>
        </div>`;
}

function total() {
    const { all, done, failed, left, rate, seconds } = queue.progress();
    if (!state.items.length) {
        return nothing;
    }
    const rest = queue.restSeconds();
    const again = failed || state.items.some(item => item.status === "cancelled");
    return html`
        <div class="total">
            <progress max=${all} .value=${done + failed} aria-label=${t("progress")}></progress>
            <p>${t("total", { done, all })}${failed ? html`, <span class="bad">${t("failed_n", { n: failed })}</span>` : nothing}
                ${left && rate ? html`<br>${t("rate", { rate: rate.toFixed(1), left: duration(seconds) })}` : nothing}
                ${rest ? html`<br>${t("busy", { n: rest })}` : nothing}</p>
            <p class="buttons">
                ${left ? action(t("cancel_all"), queue.cancelAll) : nothing}
                ${again && !left ? action(t("retry_failed"), queue.retryFailed) : nothing}
                ${done > 1 ? html`<label class="inline">${t("save_all")}
                    <select id="save-all">${Object.keys(TYPES).map(kind => html`<option value=${kind}>${t(`as_${kind}`)}</option>`)}</select></label>
                    ${action(t("save"), () => downloadAll(document.querySelector("#save-all").value), "save-all-now")}` : nothing}
                ${left ? nothing : action(t("clear"), queue.clear)}
            </p>
        </div>`;
}

function duration(seconds) {
    return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

const MARKS = { waiting: "\u2026", sending: "\u2191", working: "\u2699", done: "\u2713", failed: "\u2717", cancelled: "\u2013" };

function row(item) {
    const on = item.id === state.selected;
    return html`
        <li class=${on ? "item on" : "item"}>
            <button class="open" aria-current=${on ? "true" : nothing} @click=${() => { state.selected = item.id; changed(); }}>
                <span class="thumb">${item.made || item.thumb ? html`<img src=${item.made ?? item.thumb} alt="" loading="lazy">` : nothing}</span>
                <span class="words"><span class="name" dir="auto">${queue.baseName(item.name)}</span>
                    <span class="status ${item.status}"><span aria-hidden="true">${MARKS[item.status]}</span> ${status(item)}</span>
                    ${item.status === "sending" || item.status === "working"
                        ? html`<progress max="1" .value=${item.status === "working" ? 1 : item.sent} aria-label=${item.name}></progress>` : nothing}
                </span>
            </button>
            ${["failed", "cancelled"].includes(item.status)
                ? html`<button class="small" @click=${() => queue.retry(item)} aria-label=${`${t("retry")}: ${item.name}`}>\u21bb</button>` : nothing}
            ${["waiting", "sending", "working"].includes(item.status)
                ? html`<button class="small" @click=${() => queue.cancel(item)} aria-label=${`${t("cancel")}: ${item.name}`}>\u25a0</button>`
                : html`<button class="small" @click=${() => queue.drop(item)} aria-label=${`${t("remove")}: ${item.name}`}>\u00d7</button>`}
        </li>`;
}

function status(item) {
    if (item.status === "failed") {
        return problemText(item);
    }
    if (item.status === "done") {
        const sure = item.result.confidence === null ? "" : `, ${percent(item.result.confidence)}`;
        return `${t("status_done")}${sure}${item.result.needsReview ? ` \u2013 ${t(`reason_${item.result.reason}`)}` : ""}`;
    }
    return t(`status_${item.status}`);
}

function facts(item) {
    const result = item.result;
    return html`
        <div class="facts">
            <h2 dir="auto">${item.name}</h2>
            ${item.status === "failed" ? html`<p class="bad" role="alert">${problemText(item)}</p>` : nothing}
            ${queue.isStale(item) ? html`<p class="stale">${t("stale")} ${action(t("apply"), () => queue.again(item))}</p>` : nothing}
            ${result ? html`
                <p>${item.width} \u00d7 ${item.height}${result.read ? nothing : html`, ${t("by_model", { model: result.model })},
                    ${t("refined_by", { how: t(`refine_${result.refinedBy}`) })}, ${Math.round(result.milliseconds)} ms`}
                    ${result.confidence === null ? nothing : html`<br>${t("confidence")}: ${percent(result.confidence)}
                        ${result.needsReview ? html`<strong class="doubt">${t(`reason_${result.reason}`)}</strong>` : nothing}`}</p>
                <p class="buttons" id="save">${Object.keys(TYPES).map(kind =>
                    action(t(`as_${kind}`), () => download(item, kind), `save-${kind}`))}
                    ${navigator.clipboard ? action(t("copy"), () => copy(item), "copy") : nothing}</p>
                ${scores(item)}` : nothing}
        </div>`;
}
