/** Asks again and again, slower when nothing changes or nobody answers. */

/**
 * @typedef {{first: number, longest: number}} Pace milliseconds
 * @typedef {{wait: (milliseconds: number) => Promise<void>}} Clock
 */

/** @type {Pace} */
export const PACE = { first: 1000, longest: 8000 };

/**
 * How long to wait before the next question: at the first pace while things move, then half as long again each time.
 *
 * @param {number} quiet questions in a row that brought nothing new or failed
 * @param {Pace} pace
 */
export function waitAfter(quiet, pace = PACE) {
  return Math.min(pace.longest, Math.round(pace.first * 1.5 ** Math.max(0, quiet - 4)));
}

/**
 * Asks until `ask` says that it is done. A failure counts as a quiet question and is reported.
 *
 * @param {{ask: () => Promise<"changed" | "same" | "done">, failed: (error: unknown, retryAfter: number) => "again" | "stop",
 *   clock: Clock, pace?: Pace}} options
 */
export async function poll({ ask, failed, clock, pace = PACE }) {
  for (let quiet = 0; ; ) {
    try {
      const answer = await ask();
      if (answer === "done") return;
      quiet = answer === "changed" ? 0 : quiet + 1;
    } catch (error) {
      quiet = Math.max(quiet + 1, 5);
      if (failed(error, waitAfter(quiet, pace)) === "stop") return;
    }
    await clock.wait(waitAfter(quiet, pace));
  }
}

/** The browser's clock; a page that comes back into view asks at once. @type {Clock} */
export const browserClock = {
  wait: (milliseconds) => new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      resolve();
    };
    const seen = () => { if (document.visibilityState === "visible") finish(); };
    const timer = setTimeout(finish, document.visibilityState === "hidden" ? milliseconds * 4 : milliseconds);
    document.addEventListener("visibilitychange", seen);
  }),
};
