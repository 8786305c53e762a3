// Changes when the store's process is to take another share of the machine's memory.

/**
 * For Node: what is young is collected in small pieces, where 16 MB in each of three halves are taken otherwise. Most of
 * what the store handles is rows on their way, which are old before they are many: with 2 MB a cache is built with the same
 * processor time as with 4, and the engine of moods adds 4 MB less.
 */
export const thriftyNode: readonly string[] = ['--max-semi-space-size=2'];

/**
 * For glibc: its threads share one place that memory is taken from. With one for each, what the loading thread has given
 * back lies there unused while a cache is being built; a fifth of all the store takes.
 */
export const thriftyEnvironment: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '1' };
