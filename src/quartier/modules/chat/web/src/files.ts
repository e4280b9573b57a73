// Photos, files and voice: encrypted before they leave this device, opened after they have come. The server sees neither name nor sort.

import { EventType, type MatrixClient } from "matrix-js-sdk";
import type { RoomMessageEventContent } from "matrix-js-sdk/lib/types.js";

import { button, el, icon } from "./dom";
import { say } from "./page";

const MOST = 50 * 1024 * 1024;
const WIDEST = 2048;
const SAFE = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "audio/ogg", "audio/webm", "audio/mp4", "audio/mpeg", "audio/wav"]);

interface Locked {
  url: string;
  key: JsonWebKey;
  iv: string;
  hashes: { sha256: string };
}
export interface FileContent {
  msgtype?: string;
  body?: string;
  file?: Locked;
  url?: string;
  info?: { mimetype?: string; size?: number; duration?: number; w?: number; h?: number };
}

const toText = (bytes: ArrayBuffer | Uint8Array): string => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join("")).replace(/=+$/, "");
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

export async function lock(plain: ArrayBuffer): Promise<{ secret: ArrayBuffer; how: Omit<Locked, "url"> }> {
  const key = await crypto.subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt", "decrypt"]);
  const counter = new Uint8Array(16);
  crypto.getRandomValues(counter.subarray(0, 8)); // the other half counts
  const secret = await crypto.subtle.encrypt({ name: "AES-CTR", counter, length: 64 }, key, plain);
  const sha256 = toText(await crypto.subtle.digest("SHA-256", secret));
  return { secret, how: { key: await crypto.subtle.exportKey("jwk", key), iv: toText(counter), hashes: { sha256 }, ...{ v: "v2" } } };
}

export async function unlock(secret: ArrayBuffer, how: Locked): Promise<ArrayBuffer> {
  if (toText(await crypto.subtle.digest("SHA-256", secret)) !== how.hashes.sha256.replace(/=+$/, "")) throw new Error("changed on its way");
  const key = await crypto.subtle.importKey("jwk", how.key, { name: "AES-CTR" }, false, ["decrypt"]);
  return crypto.subtle.decrypt({ name: "AES-CTR", counter: toBytes(how.iv), length: 64 }, key, secret);
}

interface More {
  seconds?: number; // it is somebody's voice
  progress?: (part: number) => void;
}

/** Photos lose what their camera wrote into them: place, time, device. One that can't be redrawn goes only if its owner says so. */
export async function sendFile(client: MatrixClient, room: string, file: Blob & { name?: string }, { seconds = 0, progress }: More = {}): Promise<void> {
  const isPhoto = (file.type.startsWith("image/") && file.type !== "image/gif") || /\.hei[cf]$/i.test(file.name ?? "");
  const photo = isPhoto ? await asPhoto(file) : null;
  if (isPhoto && !photo && !confirm(say("photo_as_it_is"))) return;
  const sent = photo?.blob ?? file;
  if (sent.size > MOST) throw Object.assign(new Error(say("too_big")), { name: "TooBig" });
  const { secret, how } = await lock(await sent.arrayBuffer());
  const { content_uri } = await client.uploadContent(new Blob([secret]), { name: "", type: "application/octet-stream", includeFilename: false, progressHandler: ({ loaded, total }) => progress?.(total ? loaded / total : 0) });
  const info = { mimetype: sent.type || "application/octet-stream", size: sent.size, ...(photo ? { w: photo.width, h: photo.height } : {}), ...(seconds ? { duration: Math.round(seconds * 1000) } : {}) };
  const msgtype = seconds ? "m.audio" : sent.type.startsWith("image/") ? "m.image" : "m.file";
  const content = { msgtype, body: seconds ? say("voice") : (file.name ?? say("file")), file: { url: content_uri, ...how }, info, ...(seconds ? { "org.matrix.msc3245.voice": {} } : {}) };
  await client.sendEvent(room, EventType.RoomMessage, content as unknown as RoomMessageEventContent);
}

async function asPhoto(file: Blob): Promise<{ blob: Blob; width: number; height: number } | null> {
  const picture = await createImageBitmap(file).catch(() => null); // what no browser can draw goes as a file
  if (!picture) return null;
  const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = el("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  const ground = canvas.getContext("2d");
  if (!ground) return null;
  ground.fillStyle = "#fff"; // what is transparent would be black
  ground.fillRect(0, 0, canvas.width, canvas.height);
  ground.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, "image/jpeg", 0.85));
  return blob && { blob, width: canvas.width, height: canvas.height };
}

export function drawFile(content: FileContent, client: MatrixClient): HTMLElement {
  const place = el("div", { class: "chat-file" });
  const name = content.body || say("file");
  const type = content.info?.mimetype ?? "";
  if (content.msgtype === "m.image" || content.msgtype === "m.audio") void show();
  else place.append(button(say("open_file", { name, size: sizeOf(content.info?.size ?? 0) }), "download", "soft", () => void show()));
  return place;

  async function show(): Promise<void> {
    place.replaceChildren(el("p", { class: "meta" }, say("opening")));
    try {
      const address = URL.createObjectURL(new Blob([await fetched(content, client)], { type: SAFE.has(type.split(";")[0]!) ? type : "application/octet-stream" }));
      if (content.msgtype === "m.image" && SAFE.has(type)) place.replaceChildren(el("a", { href: address, download: name, "aria-label": say("photo_named", { name }) }, el("img", { src: address, alt: name, width: content.info?.w, height: content.info?.h })));
      else if (content.msgtype === "m.audio" && SAFE.has(type.split(";")[0]!)) place.replaceChildren(el("audio", { controls: true, src: address, "aria-label": name }));
      else place.replaceChildren(el("a", { class: "button soft", href: address, download: name }, icon("download"), say("save_file", { name })));
    } catch {
      place.replaceChildren(el("p", { class: "meta", role: "alert" }, icon("circle-alert"), " ", say("file_gone")), button(say("again"), "refresh-cw", "quiet", () => void show()));
    }
  }
}

async function fetched(content: FileContent, client: MatrixClient): Promise<ArrayBuffer> {
  const address = client.mxcUrlToHttp(content.file?.url ?? content.url ?? "", undefined, undefined, undefined, false, true, true);
  const answer = await fetch(address ?? "", { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
  if (!answer.ok) throw new Error(String(answer.status));
  const bytes = await answer.arrayBuffer();
  return content.file ? unlock(bytes, content.file) : bytes;
}

const sizeOf = (bytes: number): string => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`);
