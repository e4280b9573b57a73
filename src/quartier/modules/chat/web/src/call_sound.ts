// Ringing: two notes, as often as it takes; the phone shakes where it can, and the tab says who it is.

import { say } from "./page";

const title = document.title;
let again: ReturnType<typeof setInterval> | undefined;
let sound: AudioContext | undefined;

export function ringing(name: string): void {
  silence();
  document.title = say("call_from", { name });
  once();
  again = setInterval(once, 3000);
}

export function silence(): void {
  clearInterval(again);
  again = undefined;
  document.title = title;
  navigator.vibrate?.(0);
}

function once(): void {
  navigator.vibrate?.([300, 200, 300]);
  sound ??= new AudioContext();
  if (sound.state === "suspended") void sound.resume(); // a page that nobody has touched yet stays silent
  if (sound.state !== "running") return;
  [660, 880].forEach((pitch, place) => note(sound!, pitch, sound!.currentTime + place * 0.35));
}

function note(context: AudioContext, pitch: number, begins: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, begins);
  loudness.gain.linearRampToValueAtTime(0.15, begins + 0.03);
  loudness.gain.linearRampToValueAtTime(0, begins + 0.32);
  tone.connect(loudness).connect(context.destination);
  tone.start(begins);
  tone.stop(begins + 0.34);
}
