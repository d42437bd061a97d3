// remove.bg 1.3.0 from npm, unchanged but for the endpoint, which it has no setting for:
// CLIENTS_NODE=FOLDER node removebg_node.cjs URL PICTURE RESULT
"use strict";
const fs = require("fs");

const [url, picture, result] = process.argv.slice(2);
const endpoint = "https://api.remove.bg/v1.0/removebg";
const file = require.resolve("remove.bg", { paths: [process.env.CLIENTS_NODE] });

// Before anything of it runs, so that nothing is ever sent to the service itself.
require.extensions[".js"] = (load => (module, name) => {
    if (name !== file) return load(module, name);
    const source = fs.readFileSync(name, "utf8");
    if (!source.includes(endpoint)) throw new Error("the library does not name " + endpoint);
    module._compile(source.replaceAll(endpoint, url), name);
})(require.extensions[".js"]);
const client = require(file);

function check(what, is, expected) {
    if (String(is) !== String(expected)) throw new Error(`${what} is ${is}, not ${expected}`);
}

async function main() {
    const common = { apiKey: "any", size: "full", type: "product" };
    const fromFile = await client.removeBackgroundFromImageFile({ ...common, path: picture, outputFile: result });
    check("resultWidth", fromFile.resultWidth, 640);
    check("resultHeight", fromFile.resultHeight, 427);
    check("detectedType", fromFile.detectedType, "product");
    check("creditsCharged", fromFile.creditsCharged, 0);
    const base64img = fs.readFileSync(picture).toString("base64");
    const fromText = await client.removeBackgroundFromImageBase64({ ...common, base64img });
    check("the same result from base64", fromText.base64img === fromFile.base64img, true);
    const small = await client.removeBackgroundFromImageBase64({ apiKey: "any", base64img, crop: true, scale: "50%", bg_color: "81d4fa" });
    check("a preview is smaller", Number(small.resultWidth) < 640, true);
    await client.removeBackgroundFromImageUrl({ ...common, url: "https://images.example.com/a.jpg" }).then(
        () => check("an address that is not allowed", "read", "refused"),
        errors => check("its code", errors[0].code, "not_available"));
}

main().catch(error => {
    console.error(error && error.message ? error.message : JSON.stringify(error));
    process.exit(1);
});
