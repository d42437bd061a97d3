// What can be adjusted: for one picture, and for all of them.
import { html, nothing } from "./lit-html.js";
import { state, changed } from "./state.js";
import * as queue from "./queue.js";
import { BACKGROUNDS, LENGTHS, REFINEMENTS, SHADOWS, reset, set, settings } from "./settings.js";
import { action, attempt, check, choice, range, take } from "./parts.js";
import { t } from "./words.js";

const PAUSE = 450;
let timer = 0;

// A setting changes: the picture that is looked at follows when nothing more happens for a moment.
export function adjusted(name, value) {
    set(name, value);
    clearTimeout(timer);
    timer = setTimeout(() => {
        const item = state.items.find(each => each.id === state.selected);
        if (item && (queue.isOutdated(item) || item.status === "failed")) {
            queue.again(item);
        }
    }, PAUSE);
    changed();
}

export const presentModels = () => state.models.map(model => model.name);

function words(prefix, keys) {
    return keys.map(key => [key, t(`${prefix}_${key}`)]);
}

export function adjust(item) {
    const on = name => value => adjusted(name, value);
    const stale = state.items.filter(queue.isStale).length;
    return html`
        <form @submit=${event => event.preventDefault()}>
            <fieldset><legend>${t("edges")}</legend>
                ${choice("model", t("model"), presentModels().map(name => [name, name]), settings.model || standardModel(), on("model"))}
                ${choice("refine", t("refine"), words("refine", REFINEMENTS), settings.refine, on("refine"))}
                ${check("zoom", t("zoom"), settings.zoom, on("zoom"))}
                ${check("flip", t("flip"), settings.flip, on("flip"))}
            </fieldset>
            ${background()}
            <fieldset><legend>${t("frame")}</legend>
                ${check("crop", t("crop"), settings.crop, on("crop"))}
                ${settings.crop ? range("margin", t("margin"), [0, 50, 1], settings.margin, on("margin"), " %") : nothing}
            </fieldset>
            <fieldset><legend>${t("shadow")}</legend>
                ${choice("shadow", t("shadow"), words("shadow", SHADOWS), settings.shadow, on("shadow"))}
                ${settings.shadow === "none" ? nothing
                    : range("strength", t("strength"), [0, 100, 5], settings.strength, on("strength"), " %")}
            </fieldset>
            <details class="cleanup"><summary>${t("clean_up")}</summary>
                ${check("fill_holes", t("fill_holes"), settings.fill_holes, on("fill_holes"))}
                ${check("largest", t("largest"), settings.largest, on("largest"))}
                ${LENGTHS.map(name => range(name, t(name === "close" ? "close_gaps" : name), [0, 60, 1], settings[name], on(name),
                    " px", settings[name] === 0))}
                ${range("threshold", t("threshold"), [-1, 255, 1], settings.threshold, on("threshold"), "", settings.threshold < 0)}
            </details>
            <p class="buttons">
                ${stale > (item && queue.isStale(item) ? 1 : 0) ? action(t("apply_all", { n: stale }), applyAll, "apply-all") : nothing}
                ${action(t("reset"), () => { reset(); adjusted("model", ""); }, "reset")}
            </p>
        </form>`;
}

export const standardModel = () => (state.models.find(model => model.standard) ?? state.models[0])?.name ?? "u2netp";

function background() {
    const on = name => value => adjusted(name, value);
    const colour = (name, label) => html`<label>${label}<input type="color" id=${`bg-${name}`} .value=${settings[name]}
        @change=${event => adjusted(name, event.target.value)}></label>`;
    const { background: kind } = settings;
    return html`
        <fieldset><legend>${t("background")}</legend>
            ${choice("background", t("background"), words("background", BACKGROUNDS), kind, value => {
                state.mode = value === "none" ? state.mode : "saved";
                adjusted("background", value);
            })}
            ${kind === "colour" || kind === "gradient" ? colour("colour", t("colour")) : nothing}
            ${kind === "gradient" ? colour("second", t("second_colour")) : nothing}
            ${kind === "blur" ? range("blur", t("blur"), [1, 10, 1], settings.blur, on("blur"), " %") : nothing}
            ${kind === "nature" ? range("seed", t("scene_number"), [1, 50, 1], settings.seed, on("seed")) : nothing}
            ${kind === "picture" ? html`<label class="button small">${t("choose_background")}<input type="file" id="background-file"
                accept="image/*" @change=${event => attempt(() => take(event.target, behind))}></label>` : nothing}
        </fieldset>`;
}

// A picture to put behind, if the browser can read it.
async function behind(file) {
    if (file) {
        (await createImageBitmap(file)).close();
        adjusted("picture", file);
    }
}

function applyAll() {
    state.items.filter(queue.isStale).forEach(queue.again);
}
