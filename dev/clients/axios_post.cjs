// axios with form-data, a stream of unknown length, so a chunked body: axios_post.cjs URL picture cutout
const fs = require("node:fs");
const { createRequire } = require("node:module");

const installed = createRequire(`${process.env.CLIENTS_NODE}/`);
const axios = installed("axios");
const FormData = installed("form-data");

const [url, picture, cutout] = process.argv.slice(2);
const form = new FormData();
form.append("file", fs.createReadStream(picture));
form.append("model", "u2netp");
axios
    .post(url, form, { headers: form.getHeaders(), responseType: "arraybuffer" })
    .then((response) => fs.writeFileSync(cutout, response.data))
    .catch((error) => {
        console.error(error.message);
        process.exit(1);
    });
