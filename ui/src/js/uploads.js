// Files go up in pieces of at most 512 KiB before the form is sent, because one large body is cut off in some windows
// and lost on a slow line. The form then names the finished upload instead of the file.
import { csrf, heardFetch } from "./fetch.js";
import { announce } from "./words.js";

const PIECE = 512 * 1024;

/** Listens for the whole document, once; must be registered before anything else that takes over forms. */
export function watchUploads() {
  document.addEventListener("submit", (event) => {
    const inputs = filesOf(event.target);
    if (inputs.length === 0 || !window.crypto?.subtle) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sendFirst(event.target, event.submitter, inputs);
  });
}

const filesOf = (form) => [...form.querySelectorAll("input[type=file]:not(:disabled)")].filter((input) => input.files.length > 0);

async function sendFirst(form, submitter, inputs) {
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  try {
    for (const input of inputs) {
      for (const file of input.files) addUpload(form, input, await send(file, progress(input)));
      input.disabled = true;
    }
    form.requestSubmit(submitter);
  } catch (error) {
    for (const input of inputs) progress(input)("");
    announce(`Sorry, the file did not go up. ${error.message ?? error} Try again.`);
  } finally {
    delete form.dataset.sending;
  }
}

/** Sends one file and answers with the upload's id. */
async function send(file, say) {
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const started = await heardFetch("/uploads", {
    method: "POST",
    headers: { "x-csrf": csrf() },
    body: new URLSearchParams({ name: file.name, length: String(bytes.byteLength), sha256 }),
  });
  if (!started.ok) throw new Error(reasonOf(started));
  const { id } = started.json();
  for (let offset = 0; offset < bytes.byteLength; offset += PIECE) {
    say(`${file.name}: ${Math.floor((100 * offset) / bytes.byteLength)}%`);
    const piece = await heardFetch(`/uploads/${encodeURIComponent(id)}?offset=${offset}`, {
      method: "PUT",
      headers: { "x-csrf": csrf(), "content-type": "application/octet-stream" },
      body: bytes.slice(offset, offset + PIECE),
    });
    if (!piece.ok) throw new Error(reasonOf(piece));
  }
  say(`${file.name}: ready`);
  return id;
}

/** The server may say why in plain words. */
function reasonOf(reply) {
  const plain = (reply.header("content-type") ?? "").startsWith("text/plain");
  return plain ? reply.text() : "";
}

function addUpload(form, input, id) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "upload";
  field.value = id;
  input.after(field);
}

function progress(input) {
  const place = input.closest(".govuk-form-group")?.querySelector("[data-upload-words]");
  return (words) => {
    if (place) place.textContent = words;
  };
}
