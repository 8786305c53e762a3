// Changes when local time is worked out differently.

/** A moment as a calendar on the wall shows it. `month` is 0 to 11, `weekday` 0 is Sunday. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

/** Where the agent is: between moments and calendars. */
export interface Zone {
  local(at: number): LocalTime;
  /** Days beyond a month's end count on. @returns ms since the epoch. */
  moment(year: number, month: number, day: number, hour: number, minute: number): number;
}

/** The time zone of this machine. */
export const machineZone: Zone = {
  local: (at) => {
    const date = new Date(at);
    return {
      year: date.getFullYear(),
      month: date.getMonth(),
      day: date.getDate(),
      weekday: date.getDay(),
      hour: date.getHours(),
      minute: date.getMinutes(),
    };
  },
  moment: (year, month, day, hour, minute) => new Date(year, month, day, hour, minute).getTime(),
};

/** @returns a zone so many minutes east of Greenwich, without summer time. */
export function fixedZone(east: number): Zone {
  const shift = east * 60_000;
  return {
    local: (at) => {
      const date = new Date(at + shift);
      return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      };
    },
    moment: (year, month, day, hour, minute) => Date.UTC(year, month, day, hour, minute) - shift,
  };
}
