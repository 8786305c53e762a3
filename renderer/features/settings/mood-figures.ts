// Changes when other figures of the model card are shown. The build reads them from the card itself, so that they are its own.

/** How often the model is right, in percent, of what never trained it. */
export interface MoodFigures {
  messages: {
    /** BCP 47, or "all". */
    language: string;
    rows: number;
    /** Negative, neutral or positive as labelled; the level as labelled. */
    right: number;
    exact: number;
  }[];
  /** Of whole conversations: the level as labelled, and at most one beside it. */
  talks: { rows: number; exact: number; near: number } | null;
}

/** Put in by the build; nowhere else is it there. */
declare const PARLEY_MOOD_FIGURES: MoodFigures | undefined;

/** Null where the window was not built, or the card could not be read. */
export const moodFigures: MoodFigures | null =
  typeof PARLEY_MOOD_FIGURES === 'undefined' ? null : PARLEY_MOOD_FIGURES;
