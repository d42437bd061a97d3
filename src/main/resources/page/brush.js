// What a brush does to an item: strokes, undo and redo. The viewer tells of gestures, whatever made them.
import { state, changed } from "./state.js";

// Listens to a viewer's gestures and makes strokes of `viewer.item` of them.
export function brushGestures(viewer) {
    viewer.addEventListener("brushdown", ({ detail: [x, y] }) => {
        viewer.brush.stroke = { mode: viewer.brush.mode, radius: viewer.brush.radius, points: [x, y] };
        viewer.redraw();
    });
    viewer.addEventListener("brushmove", ({ detail: [x, y] }) => {
        viewer.brush?.stroke?.points.push(x, y);
        viewer.redraw();
    });
    viewer.addEventListener("brushcancel", () => {
        if (viewer.brush) {
            viewer.brush.stroke = null;
        }
    });
    viewer.addEventListener("brushup", () => {
        const stroke = viewer.brush?.stroke;
        if (stroke && viewer.item) {
            viewer.brush.stroke = null;
            viewer.item.strokes = [...viewer.item.strokes, stroke];
            viewer.item.undone = [];
            viewer.emit("stroke");
        }
    });
}

export function undo(item) {
    if (item?.strokes.length) {
        item.undone = [...item.undone, item.strokes.at(-1)];
        item.strokes = item.strokes.slice(0, -1);
        changed();
    }
}

export function redo(item) {
    if (item?.undone.length) {
        item.strokes = [...item.strokes, item.undone.at(-1)];
        item.undone = item.undone.slice(0, -1);
        changed();
    }
}

export function forget(item) {
    item.undone = [];
    item.strokes = [];
    changed();
}

export function resize(factor) {
    state.brush.radius = Math.min(400, Math.max(1, Math.round(state.brush.radius * factor)));
    changed();
}
