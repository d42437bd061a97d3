// Node's own fetch, in the form of most programs: a Blob without a name. fetch_post.mjs URL picture cutout
import { readFileSync, writeFileSync } from "node:fs";

const [url, picture, cutout] = process.argv.slice(2);
const form = new FormData();
form.append("file", new Blob([readFileSync(picture)]));
form.append("model", "u2netp");
const response = await fetch(url, { method: "POST", body: form });
if (response.ok) {
    writeFileSync(cutout, Buffer.from(await response.arrayBuffer()));
} else {
    console.error(`${response.status}: ${await response.text()}`);
    process.exitCode = 1;
}
