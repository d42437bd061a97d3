// <alpha-viewer>: a picture before and after, side by side behind one line that can be moved. It is drawn, not laid out, so
// that single pixels can be seen and views with one camera move together.
import { Camera, placed, zoomAt } from "./camera.js";
import { drawStrokes } from "./strokes.js";
import { paintBackground } from "./looks.js";
import { brushGestures } from "./brush.js";

const LINE_REACH = 16;
const STEP = 0.06;
const LOUPE = { radius: 90, zoom: 8 };
const BRUSH = { keep: "rgba(40, 170, 90, .5)", erase: "rgba(220, 50, 50, .5)" };

class AlphaViewer extends HTMLElement {
    before = null;
    after = null;
    look = { kind: "checker" };
    split = null;
    loupe = false;
    brush = null;
    strokes = [];
    label = "";
    #camera = new Camera();
    #canvas = null;
    #asked = 0;
    #pointers = new Map();
    #at = null;
    #drag = null;

    get camera() {
        return this.#camera;
    }

    set camera(camera) {
        if (camera && camera !== this.#camera) {
            this.#camera.removeEventListener("change", this.redraw);
            this.#camera = camera;
            this.isConnected && this.#camera.addEventListener("change", this.redraw);
        }
    }

    connectedCallback() {
        if (!this.#canvas) {
            this.#canvas = document.createElement("canvas");
            this.#canvas.tabIndex = 0;
            this.#canvas.setAttribute("role", "application");
            this.append(this.#canvas);
            this.#listen();
        }
        this.observer = new ResizeObserver(() => this.#resize());
        this.observer.observe(this);
        this.#camera.addEventListener("change", this.redraw);
    }

    disconnectedCallback() {
        this.observer.disconnect();
        this.#camera.removeEventListener("change", this.redraw);
    }

    #resize() {
        const scale = devicePixelRatio || 1;
        this.#canvas.width = Math.max(1, Math.round(this.clientWidth * scale));
        this.#canvas.height = Math.max(1, Math.round(this.clientHeight * scale));
        this.#draw();
    }

    // Draws it with the next frame, once.
    redraw = () => {
        this.#asked ||= requestAnimationFrame(() => this.#draw());
    };

    get size() {
        return this.after ?? this.before;
    }

    // How many pixels of the screen one of the picture takes.
    get scale() {
        return this.size ? placed(this.#camera, this.size, this.#canvas).scale / (devicePixelRatio || 1) : 1;
    }

    // Shows each pixel of the picture as one of the screen.
    actualSize() {
        if (!this.size) {
            return;
        }
        const { fit } = placed(this.#camera, this.size, this.#canvas);
        this.#camera.look({ zoom: (devicePixelRatio || 1) / fit });
    }

    #draw() {
        cancelAnimationFrame(this.#asked);
        this.#asked = 0;
        const canvas = this.#canvas;
        const context = canvas.getContext("2d");
        context.clearRect(0, 0, canvas.width, canvas.height);
        canvas.setAttribute("aria-label", this.label);
        if (!this.size) {
            return;
        }
        const place = placed(this.#camera, this.size, canvas);
        this.#drawSides(context, place);
        if (this.strokes.length || this.brush?.stroke) {
            this.#drawStrokes(context, place);
        }
        const hasKeys = canvas.matches(":focus-visible");
        const at = this.#at ?? (hasKeys ? { x: canvas.width / 2, y: canvas.height / 2 } : null);
        if (this.loupe && at && !this.brush) {
            this.#drawLoupe(context, place, at);
        }
        if (this.brush && this.#at) {
            this.#drawPointer(context, place);
        }
    }

    #drawSides(context, place, view = { left: 0, top: 0, width: context.canvas.width, height: context.canvas.height }) {
        const line = this.before && this.split !== null ? this.split * context.canvas.width : 0;
        const { width, height } = this.size;
        const box = [place.left, place.top, width * place.scale, height * place.scale];
        if (this.after) {
            context.save();
            context.beginPath();
            context.rect(Math.max(view.left, line), view.top, view.width, view.height);
            context.clip();
            context.beginPath();
            context.rect(...box);
            context.clip();
            paintBackground(context, this.look, box);
            context.restore();
            blit(context, this.after, this.size, place, { ...view, left: Math.max(view.left, line) });
        }
        if (this.before && (line > view.left || !this.after)) {
            const right = this.after ? Math.min(line, view.left + view.width) : view.left + view.width;
            blit(context, this.before, this.size, place, { ...view, width: right - view.left });
        }
        if (line && this.after) {
            const scale = devicePixelRatio || 1;
            context.fillStyle = "rgba(0, 0, 0, .45)";
            context.fillRect(line - 2 * scale, 0, 4 * scale, context.canvas.height);
            context.fillStyle = "#fff";
            context.fillRect(line - scale, 0, 2 * scale, context.canvas.height);
            context.beginPath();
            context.arc(line, context.canvas.height / 2, 11 * scale, 0, 2 * Math.PI);
            context.fill();
            context.fillStyle = "#222";
            context.font = `${14 * scale}px sans-serif`;
            context.textAlign = "center";
            context.textBaseline = "middle";
            context.fillText("\u2194", line, context.canvas.height / 2);
        }
    }

    #drawStrokes(context, place) {
        const all = this.brush?.stroke ? [...this.strokes, this.brush.stroke] : this.strokes;
        context.save();
        context.setTransform(place.scale, 0, 0, place.scale, place.left, place.top);
        drawStrokes(context, all, BRUSH);
        context.restore();
    }

    #drawPointer(context, place) {
        context.beginPath();
        context.arc(this.#at.x, this.#at.y, this.brush.radius * place.scale, 0, 2 * Math.PI);
        context.lineWidth = 3 * (devicePixelRatio || 1);
        context.strokeStyle = "rgba(0, 0, 0, .6)";
        context.stroke();
        context.lineWidth /= 2;
        context.strokeStyle = this.brush.mode === "keep" ? "#7dffb0" : "#ff9a9a";
        context.stroke();
    }

    #drawLoupe(context, place, at) {
        const scale = devicePixelRatio || 1;
        const radius = LOUPE.radius * scale;
        const near = Math.max(place.scale, LOUPE.zoom * scale);
        const [x, y] = [(at.x - place.left) / place.scale, (at.y - place.top) / place.scale];
        const enlarged = { scale: near, left: at.x - x * near, top: at.y - y * near };
        context.save();
        context.beginPath();
        context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
        context.clip();
        context.fillStyle = "#808080";
        context.fillRect(at.x - radius, at.y - radius, 2 * radius, 2 * radius);
        const view = { left: at.x - radius, top: at.y - radius, width: 2 * radius, height: 2 * radius };
        const split = this.split;
        this.split = null;
        this.#drawSides(context, enlarged, view);
        this.split = split;
        context.restore();
        context.beginPath();
        context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
        context.lineWidth = 3 * scale;
        context.strokeStyle = "#fff";
        context.stroke();
        context.lineWidth = scale;
        context.strokeStyle = "#222";
        context.stroke();
    }

    #listen() {
        const canvas = this.#canvas;
        canvas.addEventListener("pointerdown", event => this.#down(event));
        canvas.addEventListener("pointermove", event => this.#move(event));
        ["pointerup", "pointercancel"].forEach(name => canvas.addEventListener(name, event => this.#up(event)));
        canvas.addEventListener("pointerleave", () => { this.#at = null; this.redraw(); });
        canvas.addEventListener("wheel", event => {
            event.preventDefault();
            this.size && zoomAt(this.#camera, this.size, canvas, this.#point(event), Math.exp(-event.deltaY / 300));
        }, { passive: false });
        canvas.addEventListener("dblclick", event => {
            if (this.size && !this.brush) {
                this.#camera.zoom > 1.01 ? this.#camera.fit() : zoomAt(this.#camera, this.size, canvas, this.#point(event), 4);
            }
        });
        canvas.addEventListener("keydown", event => this.#key(event));
        ["focus", "blur"].forEach(name => canvas.addEventListener(name, () => this.redraw()));
        brushGestures(this);
    }

    #point(event) {
        const scale = devicePixelRatio || 1;
        const box = this.#canvas.getBoundingClientRect();
        return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    }

    // A place on the canvas in pixels of the picture.
    inPicture(point) {
        const place = placed(this.#camera, this.size, this.#canvas);
        return [(point.x - place.left) / place.scale, (point.y - place.top) / place.scale];
    }

    #down(event) {
        if (!this.size || event.button !== 0) {
            return;
        }
        this.#canvas.setPointerCapture(event.pointerId);
        const point = this.#point(event);
        this.#pointers.set(event.pointerId, point);
        const line = (this.split ?? -1) * this.#canvas.width;
        if (this.#pointers.size > 1) {
            this.#drag = "pinch";
            this.emit("brushcancel");
        } else if (this.split !== null && this.before && Math.abs(point.x - line) < LINE_REACH * (devicePixelRatio || 1)
            && (!this.brush || Math.abs(point.y - this.#canvas.height / 2) < LINE_REACH * (devicePixelRatio || 1))) {
            this.#drag = "line";
        } else if (this.brush) {
            this.#drag = "brush";
            this.emit("brushdown", this.inPicture(point));
        } else {
            this.#drag = "pan";
        }
    }

    #move(event) {
        const point = this.#point(event);
        const old = this.#pointers.get(event.pointerId);
        this.#at = point;
        if (!this.size) {
            return;
        }
        if (old && event.pointerType === "mouse" && !(event.buttons & 1)) {
            this.#up(event); // the button came up where nobody saw it
            return;
        }
        if (!old) {
            if (this.loupe || this.brush) {
                this.redraw();
            }
            return;
        }
        if (this.#drag === "pinch") {
            this.#pinch(event.pointerId, point);
        } else if (this.#drag === "line") {
            this.emit("splitmove", Math.min(1, Math.max(0, point.x / this.#canvas.width)));
        } else if (this.#drag === "brush") {
            this.emit("brushmove", this.inPicture(point));
        } else if (this.#drag === "pan") {
            this.pan(point.x - old.x, point.y - old.y);
        }
        this.#pointers.set(event.pointerId, point);
        this.redraw();
    }

    #pinch(id, point) {
        const [, other] = [...this.#pointers].find(([key]) => key !== id) ?? [];
        if (!other) {
            return;
        }
        const old = this.#pointers.get(id);
        const factor = Math.hypot(point.x - other.x, point.y - other.y) / Math.max(1, Math.hypot(old.x - other.x, old.y - other.y));
        zoomAt(this.#camera, this.size, this.#canvas, { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }, factor);
        this.pan((point.x - old.x) / 2, (point.y - old.y) / 2);
    }

    #up(event) {
        this.#pointers.delete(event.pointerId);
        if (this.#drag === "pinch" && this.#pointers.size === 1) {
            this.#drag = "pan";
        }
        if (this.#drag === "brush") {
            this.emit("brushup");
        }
        if (!this.#pointers.size) {
            this.#drag = null;
        }
        if (event.pointerType === "touch") {
            this.#at = null;
            this.redraw();
        }
    }

    // Moves the picture by pixels of the canvas.
    pan(x, y) {
        const { scale } = placed(this.#camera, this.size, this.#canvas);
        this.#camera.look({
            x: this.#camera.x - x / scale / this.size.width,
            y: this.#camera.y - y / scale / this.size.height,
        });
    }

    #key(event) {
        if (!this.size || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const step = STEP * Math.min(this.#canvas.width, this.#canvas.height) * (event.shiftKey ? 4 : 1);
        const middle = { x: this.#canvas.width / 2, y: this.#canvas.height / 2 };
        const arrows = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
        if (this.brush && (event.key in arrows || event.key === " ")) {
            this.#brushKey(event, arrows[event.key]);
        } else if (event.key in arrows) {
            this.pan(arrows[event.key][0] * step, arrows[event.key][1] * step);
        } else if (event.key === "+" || event.key === "=") {
            zoomAt(this.#camera, this.size, this.#canvas, middle, 1.5);
        } else if (event.key === "-") {
            zoomAt(this.#camera, this.size, this.#canvas, middle, 1 / 1.5);
        } else if (event.key === "0") {
            this.#camera.fit();
        } else if (event.key === "1") {
            this.actualSize();
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    // The brush without a pointer: arrows move it, the space bar puts it down and lifts it.
    #brushKey(event, arrow) {
        this.#at ??= { x: this.#canvas.width / 2, y: this.#canvas.height / 2 };
        if (arrow) {
            const step = (event.shiftKey ? 40 : 8) * (devicePixelRatio || 1);
            this.#at = { x: this.#at.x - arrow[0] * step, y: this.#at.y - arrow[1] * step };
            this.brush.stroke && this.emit("brushmove", this.inPicture(this.#at));
        } else if (this.brush.stroke) {
            this.emit("brushup");
        } else {
            this.emit("brushdown", this.inPicture(this.#at));
        }
        this.redraw();
    }

    emit(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}

// Draws what can be seen of a picture, from the level that has about as many pixels as the screen shows.
function blit(context, picture, size, place, view) {
    let at = 0;
    while (at + 1 < picture.levels.length && picture.levels[at + 1].width >= size.width * place.scale) {
        at += 1;
    }
    const level = picture.levels[at];
    const across = size.width * place.scale / level.width;
    const down = size.height * place.scale / level.height;
    const left = Math.max(0, Math.floor((view.left - place.left) / across));
    const top = Math.max(0, Math.floor((view.top - place.top) / down));
    const right = Math.min(level.width, Math.ceil((view.left + view.width - place.left) / across));
    const bottom = Math.min(level.height, Math.ceil((view.top + view.height - place.top) / down));
    if (right <= left || bottom <= top) {
        return;
    }
    context.save();
    context.beginPath();
    context.rect(view.left, view.top, view.width, view.height);
    context.clip();
    context.imageSmoothingEnabled = across < 2;
    context.drawImage(level, left, top, right - left, bottom - top,
        place.left + left * across, place.top + top * down, (right - left) * across, (bottom - top) * down);
    context.restore();
}

customElements.define("alpha-viewer", AlphaViewer);
