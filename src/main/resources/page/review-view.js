// The doubtful ones first: accept, reject or mend, with one key each.
import { html, nothing } from "./lit-html.js";
import { state, changed, newId, selectedItem, say } from "./state.js";
import { thumbnail } from "./pixels.js";
import { stage } from "./stage.js";
import { action, attempt, percent } from "./parts.js";
import { archive, offer, result, stem, unique } from "./downloads.js";
import { baseName } from "./queue.js";
import { t } from "./words.js";

const VERDICTS = ["accept", "reject", "mend"];

// All that came out, the ones that the machine doubts first, the surest last.
export function ordered() {
    const sure = item => item.result.confidence ?? 1;
    return state.items.filter(item => item.result)
        .sort((a, b) => Number(b.result.needsReview) - Number(a.result.needsReview) || sure(a) - sure(b));
}

export function reviewView() {
    const items = ordered();
    const item = items.find(each => each.id === state.selected) ?? items[0] ?? null;
    if (item && item.id !== state.selected) {
        state.selected = item.id;
    }
    const open = items.filter(each => !each.verdict).length;
    return html`
        <div class="review">
            <section aria-label=${t("view_review")}>
                <p>${t("review_help")}</p>
                <p class="buttons"><label class="button">${t("review_open")}<input type="file" id="review-folder" webkitdirectory multiple
                        @change=${event => attempt(() => openFolder(event.target))}></label>
                    ${items.length ? [action("CSV", exportCsv, "review-csv"), action(t("review_json"), exportJson, "review-json")] : nothing}</p>
                <p id="review-left">${t("review_left", { n: open, all: items.length })}</p>
                <ol class="items">${items.map(each => row(each, item))}</ol>
            </section>
            <section class="look" aria-label=${t("result")}>
                ${item ? [verdictBar(item), stage(item)] : html`<p class="muted">${t("review_empty")}</p>`}
            </section>
        </div>`;
}

function row(item, looked) {
    return html`<li class=${item === looked ? "item on" : "item"}>
        <button class="open" aria-current=${item === looked ? "true" : nothing} @click=${() => { state.selected = item.id; changed(); }}>
            <span class="thumb">${item.made || item.thumb ? html`<img src=${item.made ?? item.thumb} alt="" loading="lazy">` : nothing}</span>
            <span class="words"><span class="name" dir="auto">${baseName(item.name)}</span>
                <span class="status">${item.result.confidence === null ? "" : `${percent(item.result.confidence)} `}${item.result.needsReview ? t(`reason_${item.result.reason}`) : t("no_doubt")}</span>
                ${item.verdict ? html`<span class="verdict ${item.verdict}">${t(`verdict_${item.verdict}`)}</span>` : nothing}</span>
        </button></li>`;
}

function verdictBar(item) {
    return html`<div class="bar" role="group" aria-label=${t("verdict")}>
        ${VERDICTS.map(verdict => html`<button id=${verdict} class=${verdict} aria-pressed=${String(item.verdict === verdict)}
            @click=${() => judge(verdict)}>${t(`do_${verdict}`)} <kbd>${verdict[0].toUpperCase()}</kbd></button>`)}
        <label class="note">${t("note")} <input type="text" id="note" .value=${item.note}
            @input=${event => { item.note = event.target.value; changed(); }}></label>
        <span>${item.result.needsReview ? html`<strong class="doubt">${t(`reason_${item.result.reason}`)}</strong>` : t("no_doubt")}</span>
    </div>`;
}

// Says it of the one that is looked at and goes on to the next that nobody judged; to be mended means: by the brush, here.
export function judge(verdict) {
    const item = selectedItem();
    if (!item?.result) {
        return;
    }
    item.verdict = verdict;
    say(t("judged", { name: baseName(item.name), verdict: t(`verdict_${verdict}`) }));
    state.brush.on = verdict === "mend";
    if (verdict !== "mend") {
        step(1, each => !each.verdict);
    }
    changed();
}

export function step(by, fits = () => true) {
    const items = ordered();
    const at = items.findIndex(item => item.id === state.selected);
    const around = items.map((_, shift) => items[(at + by * (shift + 1) + items.length * 2) % items.length]);
    const next = around.find(fits);
    if (next) {
        state.selected = next.id;
        changed();
    }
}

// A folder of `p --review`, or what a bucket's review prefix was copied to: NAME.png, NAME.png.source.jpg, NAME.png.txt.
async function openFolder(input) {
    const files = new Map([...input.files].map(file => [file.webkitRelativePath || file.name, file]));
    input.value = "";
    // NAME.png.source.jpg by the NAME.png that it belongs to.
    const sources = new Map([...files].map(([path, file]) => [/^(.*)\.source(\.[^./]*)?$/.exec(path)?.[1], file]));
    let found = 0;
    const unread = [];
    for (const [path, note] of files) {
        const name = path.endsWith(".txt") ? path.slice(0, -4) : "";
        const cutout = files.get(name);
        if (cutout) {
            try {
                await addReviewed(name, cutout, sources.get(name) ?? cutout, await note.text());
                found += 1;
            } catch {
                unread.push(name);
            }
        }
    }
    say(unread.length ? t("not_read", { names: unread.join(", ") }) : found ? t("review_read", { n: found }) : t("review_none"));
}

async function addReviewed(name, blob, source, note) {
    const value = key => new RegExp(`^${key} (.*)$`, "m").exec(note)?.[1] ?? "";
    const made = await thumbnail(blob, 176);
    const confidence = value("confidence") === "" ? NaN : Number(value("confidence"));
    state.items.push({
        id: newId(), name, file: source, status: "done", sent: 1, error: "", strokes: [], undone: [], verdict: "", note: "",
        tags: [], made: URL.createObjectURL(made.blob), width: made.width, height: made.height,
        result: {
            blob, finished: null, width: made.width, height: made.height, model: "", refinedBy: "none", milliseconds: 0,
            confidence: Number.isFinite(confidence) ? confidence : null, needsReview: true, reason: value("reason") || "soft_edges",
            settings: null, fingerprint: "", strokes: [], read: true,
        },
    });
    changed();
}

function records() {
    return ordered().map(item => ({
        name: item.name, verdict: item.verdict, note: item.note, confidence: item.result.confidence,
        needs_review: item.result.needsReview, reason: item.result.reason, model: item.result.model,
        strokes: item.result.strokes.length,
    }));
}

function exportCsv() {
    // With a mark in front, or spreadsheets take the names for another alphabet's.
    offer(new Blob(["\ufeff", csv(records())], { type: "text/csv" }), "review.csv");
}

// RFC 4180; what a spreadsheet would take for a formula gets an apostrophe.
function csv(rows) {
    const cell = value => {
        const text = value === null || value === undefined ? "" : String(value);
        const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const columns = ["name", "verdict", "note", "confidence", "needs_review", "reason", "model", "strokes"];
    return [columns, ...rows.map(row => columns.map(column => row[column]))]
        .map(cells => cells.map(cell).join(",")).join("\r\n") + "\r\n";
}

// The list as JSON and CSV, with every cutout and its mask.
async function exportJson() {
    const taken = new Set();
    const files = [];
    const list = records();
    for (const [at, item] of ordered().entries()) {
        const name = unique(taken, stem(item.name));
        list[at].mask = `mask/${name}.png`;
        list[at].cutout = `cutout/${name}.png`;
        files.push([list[at].mask, await result(item, "mask")], [list[at].cutout, item.result.blob]);
    }
    files.push(["review.json", JSON.stringify({ reviewed: list }, null, 1)], ["review.csv", csv(list)]);
    await archive(files, "review.zip");
}
