// What stays in the browser: hard samples with their pictures, the last run over them, settings, notes of reviews.
const STORES = ["samples", "values"];
let opened = null;

function open() {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open("alphalift", 1);
        request.onupgradeneeded = () => STORES.forEach(name => request.result.createObjectStore(name));
        const forget = () => { opened = null; };
        request.onsuccess = () => {
            request.result.onclose = forget;
            resolve(request.result);
        };
        request.onerror = () => { forget(); reject(request.error); };
    });
    return opened;
}

async function run(name, mode, work) {
    const database = await open();
    return new Promise((resolve, reject) => {
        const change = database.transaction(name, mode);
        const request = work(change.objectStore(name));
        change.oncomplete = () => resolve(request?.result);
        change.onerror = event => reject(event.target.error);
        change.onabort = () => reject(change.error ?? new Error("IndexedDB"));
    });
}

export const samples = {
    all: () => run("samples", "readonly", store => store.getAll()),
    put: sample => run("samples", "readwrite", store => store.put(sample, sample.id)),
    remove: id => run("samples", "readwrite", store => store.delete(id)),
};

export const values = {
    get: key => run("values", "readonly", store => store.get(key)),
    put: (key, value) => run("values", "readwrite", store => store.put(value, key)),
};

export function forgetAll() {
    return Promise.all(STORES.map(name => run(name, "readwrite", store => store.clear())));
}
