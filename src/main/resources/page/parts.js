// Small pieces that several views are made of.
import { html } from "./lit-html.js";
import { say } from "./state.js";
import * as queue from "./queue.js";
import { t } from "./words.js";

// A button that says what went wrong, if something does.
export function action(text, work, id = "") {
    return html`<button id=${id} @click=${() => attempt(work)}>${text}</button>`;
}

export async function attempt(work) {
    try {
        await work();
    } catch (error) {
        say(error?.name === "AbortError" ? t("status_cancelled") : error?.message || t("no_server"));
    }
}

// The file of a field, which is empty again afterwards: the same one can be chosen for something else.
export function take(input, work) {
    const [file] = input.files;
    input.value = "";
    return work(file);
}

export function percent(share) {
    return `${Math.round(100 * share)} %`;
}

export function problemText(item) {
    return item.error || t("no_server");
}

export function picker() {
    const taken = event => {
        queue.add(event.target.files);
        event.target.value = "";
    };
    return html`
        <div class="picker">
            <p><label class="button main">${t("choose")}<input type="file" id="files" multiple accept="image/*,.tif,.tiff" @change=${taken}></label>
                <label class="button">${t("choose_folder")}<input type="file" id="folder" webkitdirectory multiple @change=${taken}></label></p>
            <p class="muted">${t("drop_or_paste")}</p>
        </div>`;
}

// A list of choices with a name.
export function choice(name, label, options, value, onChange) {
    return html`<label>${label}<select id=${name} .value=${value} @change=${event => onChange(event.target.value)}>
        ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`)}</select></label>`;
}

export function check(name, label, value, onChange) {
    return html`<label class="check"><input type="checkbox" id=${name} .checked=${value}
        @change=${event => onChange(event.target.checked)}> ${label}</label>`;
}

export function range(name, label, [least, most, step], value, onChange, unit = "", isOff = false) {
    return html`<label>${label} <output>${isOff ? t("off") : `${value}${unit}`}</output><input type="range" id=${name} min=${least} max=${most} step=${step}
        .value=${String(value)} @input=${event => onChange(Number(event.target.value))}></label>`;
}

export function numbers(values, digits = 3) {
    return values === null || values === undefined ? "\u2013" : values.toFixed(digits);
}
