// What the page knows. Parts change it and say so; the page is drawn at most once a frame.
export const state = {
    view: "cut",
    config: null,
    models: [],
    key: sessionStorage.getItem("key") ?? "",
    items: [],
    selected: null,
    dialog: null,
    said: "",
    notices: [],
    look: { kind: "checker", colour: "#2f7d5b", picture: null, scene: 0 },
    mode: "cutout",
    split: 0.5,
    loupe: false,
    brush: { on: false, mode: "keep", radius: 12 },
    compare: { variants: [], running: false },
    zone: { samples: [], run: null, last: null, running: false, tag: "" },
    review: { folder: [], notes: false },
};

const listeners = new Set();
let asked = false;

// Says that something of the state is another than it was.
export function changed() {
    if (!asked) {
        asked = true;
        requestAnimationFrame(() => {
            asked = false;
            listeners.forEach(listener => listener());
        });
    }
}

export function onChange(listener) {
    listeners.add(listener);
}

// Tells people who listen to the page instead of looking at it.
export function say(text) {
    state.said = text;
    changed();
}

export function selectedItem() {
    return state.items.find(item => item.id === state.selected) ?? null;
}

let last = 0;

export function newId() {
    last += 1;
    return `i${Date.now().toString(36)}-${last}`;
}
