// The server's interface, as the page uses it.
import { state } from "./state.js";

// What the server says when it does not do what it was asked for.
export class Problem extends Error {
    constructor(status, code, message, retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }
}

const RETRY_SECONDS = 5;

function problem(status, text, retryAfter) {
    let said = {};
    try {
        said = JSON.parse(text) ?? {};
    } catch {
        // A proxy's page, or nothing at all: the status has to do.
    }
    const message = said.detail || said.title || (status ? `HTTP ${status}` : "");
    return new Problem(status, said.code ?? "", message, Number(retryAfter) || RETRY_SECONDS);
}

function headers() {
    return state.key ? { "X-Api-Key": state.key } : {};
}

// Sends a form and gives what comes back. Sent bytes are told as they go, since people wait for them; fetch cannot tell.
function post(path, form, { onSent, signal } = {}) {
    return new Promise((resolve, reject) => {
        const call = new XMLHttpRequest();
        const stop = () => call.abort();
        const done = settle => {
            signal?.removeEventListener("abort", stop);
            settle();
        };
        call.open("POST", path);
        call.responseType = "blob";
        Object.entries(headers()).forEach(([name, value]) => call.setRequestHeader(name, value));
        call.upload.onprogress = event => onSent?.(event.total ? event.loaded / event.total : 0);
        call.upload.onload = () => onSent?.(1);
        call.onload = async () => {
            const text = call.status < 300 ? "" : await call.response.text();
            done(() => call.status < 300
                ? resolve(call)
                : reject(problem(call.status, text, call.getResponseHeader("Retry-After"))));
        };
        call.onerror = () => done(() => reject(problem(0, "", 0)));
        call.onabort = () => done(() => reject(new DOMException("", "AbortError")));
        signal?.addEventListener("abort", stop);
        if (signal?.aborted) {
            call.abort();
            reject(new DOMException("", "AbortError"));
            return;
        }
        call.send(form);
    });
}

// Cuts a picture out. `parameters` are those of /api/remove, `hint` a picture of what to keep and to erase.
export async function remove({ file, name, parameters, hint }, watch) {
    const form = new FormData();
    Object.entries(parameters).forEach(([parameter, value]) => form.append(parameter, value));
    if (parameters.model === "u2net_cloth_seg") {
        // One cutout of the picture's size instead of three below each other.
        form.append("extras", JSON.stringify({ cc: "attire" }));
    }
    if (hint) {
        form.append("hint", hint, "hint.png");
    }
    form.append("file", file, name);
    const start = performance.now();
    const call = await post("api/remove", form, watch);
    const header = key => call.getResponseHeader(key);
    return {
        blob: call.response,
        width: Number(header("X-Width")),
        height: Number(header("X-Height")),
        model: header("X-Model") ?? parameters.model,
        refinedBy: header("X-Refined-By") ?? "none",
        confidence: header("X-Confidence") === null ? null : Number(header("X-Confidence")),
        needsReview: header("X-Needs-Review") === "true",
        reason: header("X-Review-Reason") ?? "",
        milliseconds: performance.now() - start,
        inference: duration(header("Server-Timing"), "inference"),
    };
}

function duration(timing, step) {
    const found = new RegExp(`${step};dur=([0-9.]+)`).exec(timing ?? "");
    return found ? Number(found[1]) : null;
}

// Scores pairs: `files` are prediction or image, truth, trimap; gives the report's first result.
export async function evaluate(files, parameters = {}, watch = {}) {
    const form = new FormData();
    Object.entries(parameters).forEach(([parameter, value]) => form.append(parameter, value));
    Object.entries(files).forEach(([part, file]) => form.append(part, file, file.name ?? `${part}.png`));
    const call = await post("evaluate", form, watch);
    return JSON.parse(await call.response.text());
}

async function read(path) {
    const answer = await fetch(path, { headers: headers() });
    if (!answer.ok) {
        throw problem(answer.status, await answer.text(), 0);
    }
    return answer.json();
}

export async function loadConfig() {
    state.config = await read("page/config.json");
    state.models = state.config.models;
}

// Whether the key is the right one: asks for something that needs it.
export async function checkKey() {
    // Nothing is in the form, so that with the right key it is refused for that.
    await post("api/remove", new FormData()).catch(error => {
        if ([0, 401, 403].includes(error.status)) {
            throw error;
        }
    });
}

function pause(milliseconds, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, milliseconds);
        signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(new DOMException("", "AbortError"));
        });
    });
}

// Does it again when a busy server says that it will have time; for work that is not in the queue.
export async function patiently(work, signal) {
    for (;;) {
        try {
            return await work();
        } catch (error) {
            if (error.status !== 429 || signal?.aborted) {
                throw error;
            }
            await pause(1000 * Math.min(60, error.retryAfter), signal);
        }
    }
}
