// Changes when a feature that occurs several times should count otherwise: then the model must be trained again.

/** How much a feature counts that occurs several times, up to 255. */
export const timesTable = Float64Array.from({ length: 256 }, (_, times) =>
  times === 0 ? 0 : 1 + Math.log(times),
);
