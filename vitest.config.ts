// Changes when tests are found, grouped or timed differently. build/test.ts runs the projects side by side.
import { defineConfig } from 'vitest/config';

const simulation = ['tests/simulation/**/*.test.ts'];
const desktop = ['tests/e2e/**/*.test.{ts,tsx}', 'tests/build/**/*.test.{ts,tsx}'];

export default defineConfig({
  envDir: false,
  css: { modules: { generateScopedName: '[local]' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...desktop, ...simulation],
          // Far more than any takes: these stand beside windows and the simulation, also on a machine that is three times slower.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Two processes that only compute.
        extends: true,
        test: { name: 'simulation', include: simulation, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        // These start real windows, browsers and services: one file at a time.
        extends: true,
        test: {
          name: 'desktop',
          include: desktop,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
