/** One series over the runs as a small chart: the numbers as a line, what was to be expected as a band behind it. */

import { h } from "./dom.js";

/**
 * @typedef {import("./types.js").HistoryPoint} HistoryPoint
 * @typedef {{width: number, height: number, x: (place: number) => number, y: (value: number) => number}} Frame
 */

const WIDTH = 280;
const HEIGHT = 72;
const MARGIN = 5;

/**
 * @param {HistoryPoint[]} points in the order of time
 * @param {string} words what the chart says, for those who do not see it
 * @param {boolean} odd whether the last number is out of the ordinary
 */
export function historyChart(points, words, odd) {
  const frame = frameOf(points);
  const last = points.length - 1;
  return h("svg", { class: "history-chart", viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": words },
    bands(points, frame).map((corners) => h("polygon", { class: "expected", points: corners })),
    h("polyline", { class: "measured", points: points.map((point, place) => corner(frame, place, point.value)).join(" ") }),
    h("circle", { class: odd ? "last odd" : "last", cx: round(frame.x(last)), cy: round(frame.y(points[last]?.value ?? 0)), r: 3.5 }));
}

/** Every value and band fits; a flat line lies in the middle. @param {HistoryPoint[]} points @returns {Frame} */
export function frameOf(points) {
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null);
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  const step = (WIDTH - 2 * MARGIN) / Math.max(points.length - 1, 1);
  return {
    width: WIDTH,
    height: HEIGHT,
    x: (place) => MARGIN + place * step,
    y: (value) => (span > 0 ? HEIGHT - MARGIN - ((value - least) / span) * (HEIGHT - 2 * MARGIN) : HEIGHT / 2),
  };
}

/** The outline of each unbroken stretch of the band. @param {HistoryPoint[]} points @param {Frame} frame @returns {string[]} */
function bands(points, frame) {
  /** @type {{place: number, low: number, high: number}[][]} */
  const stretches = [[]];
  points.forEach(({ low, high }, place) => {
    if (low === null || high === null) stretches.push([]);
    else stretches.at(-1)?.push({ place, low, high });
  });
  return stretches.filter((stretch) => stretch.length > 0).map((stretch) => outline(stretch, frame));
}

/** A stretch of a single run is as wide as a mark. @param {{place: number, low: number, high: number}[]} stretch @param {Frame} frame */
function outline(stretch, frame) {
  const wide = stretch.length === 1 ? 0.2 : 0;
  const upper = stretch.flatMap(({ place, high }) => [corner(frame, place - wide, high), ...(wide ? [corner(frame, place + wide, high)] : [])]);
  const lower = stretch.toReversed().flatMap(({ place, low }) => [...(wide ? [corner(frame, place + wide, low)] : []), corner(frame, place - wide, low)]);
  return [...upper, ...lower].join(" ");
}

/** @param {Frame} frame @param {number} place @param {number} value */
function corner(frame, place, value) {
  return `${round(frame.x(place))},${round(frame.y(value))}`;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
