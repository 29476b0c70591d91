// One way to reach the program: `heardFetch`. In a browser it is fetch; in the desktop window, where there is no
// server and no port, it is the one command `request`. Both answer alike, so that nothing else has to know.

/** Whether the page is shown in the desktop window. */
export const inWindow = () => Boolean(window.__TAURI_INTERNALS__);

/**
 * Sends a request to the program.
 * @param {string} path absolute path with its query
 * @param {{method?: string, headers?: Record<string, string>, body?: string|URLSearchParams|ArrayBuffer|Uint8Array, signal?: AbortSignal, keepalive?: boolean, cache?: string}} options
 * @returns {Promise<{ok: boolean, status: number, path: string, saved: string|null, header: (name: string) => string|null, text: () => string, json: () => any}>}
 */
export async function heardFetch(path, options = {}) {
  const request = { method: "GET", headers: {}, ...options };
  if (request.body instanceof URLSearchParams) {
    request.headers = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", ...request.headers };
    request.body = request.body.toString();
  }
  return inWindow() ? throughCommand(path, request) : throughBrowser(path, request);
}

async function throughBrowser(path, request) {
  const [response, text] = await ask(path, request);
  const final = new URL(response.url, location.href);
  return answer(response.status, final.pathname + final.search, text, (name) => response.headers.get(name), null);
}

/** What stands before a server says this where the server itself is away. */
const GATEWAY = [502, 503, 504];

/** Tells the page whether Heard answered at all. */
async function ask(path, request) {
  try {
    const response = await fetch(path, { ...request, credentials: "same-origin", redirect: "follow" });
    const text = await response.text();
    if (GATEWAY.includes(response.status)) throw new Error(`Answered with ${response.status}.`);
    document.dispatchEvent(new CustomEvent("heard:answers"));
    return [response, text];
  } catch (error) {
    if (error?.name === "AbortError") throw error;
    document.dispatchEvent(new CustomEvent("heard:away"));
    throw new Error("Heard does not answer.", { cause: error });
  }
}

async function throughCommand(path, { method, headers, body }) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? 0);
  const reply = await window.__TAURI_INTERNALS__.invoke("request", bytes, {
    headers: {
      "heard-method": method,
      "heard-path": ascii(path),
      "heard-headers": ascii(JSON.stringify(headers)),
    },
  });
  const named = new Map(reply.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return answer(reply.status, reply.path, reply.body, (name) => named.get(name.toLowerCase()) ?? null, reply.saved);
}

/** A command's headers carry ASCII only; what is percent-encoded already stays as it is. */
const ascii = (text) => text.replace(/[^\x20-\x7e]+/g, encodeURIComponent);

function answer(status, path, body, header, saved) {
  return { ok: status >= 200 && status < 300, status, path, saved, header, text: () => body, json: () => JSON.parse(body) };
}

/** The token that proves a request comes from one of our own pages. */
export const csrf = () => document.body.dataset.csrf ?? "";
