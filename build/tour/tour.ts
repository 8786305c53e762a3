// Changes when the tour reports its steps differently; what it plays is in scene.ts.
import type { RunningService } from '../world.ts';
import { scene } from './scene.ts';
import { setStage, writeReport, type StepReport } from './stage.ts';

/** Plays the scene, printing each step with its result. @returns whether every step worked. */
export async function takeTour(options: {
  service: RunningService;
  data: string;
  folder: string;
  env: Record<string, string>;
  slow: boolean;
  report: (line: string) => void;
}): Promise<boolean> {
  const { report, folder } = options;
  report('Taking the tour: an agent serves real customers, with and without a network');
  const stage = await setStage(options);
  const steps: StepReport[] = [];
  try {
    for (const [index, { title, play }] of scene.entries()) {
      const begun = performance.now();
      const before = stage.screenshots.length;
      const step: StepReport = { step: title, ok: true, ms: 0, screenshots: [] };
      try {
        await play(stage);
      } catch (error) {
        step.ok = false;
        step.error = error instanceof Error ? error.message : String(error);
        for (const desk of [stage.props.desk, stage.props.second]) {
          if (desk !== undefined)
            await stage
              .shot(`failed-${index + 1}-${desk === stage.props.desk ? 'desk' : 'second'}`, desk.page)
              .catch(() => {});
        }
      }
      step.ms = Math.round(performance.now() - begun);
      step.screenshots = stage.screenshots.slice(before);
      steps.push(step);
      report(
        `${step.ok ? ' ok ' : 'FAIL'} ${index + 1}/${scene.length} ${title} (${(step.ms / 1000).toFixed(1)} s)`,
      );
      if (!step.ok) {
        report(`     ${step.error?.split('\n').join('\n     ')}`);
        break;
      }
      if (options.slow) await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  } finally {
    await writeReport(folder, steps);
    await stage.close();
  }
  const ok = steps.length === scene.length && steps.every((step) => step.ok);
  report(
    `${ok ? 'The tour is complete' : 'The tour FAILED'}: ${steps.filter((step) => step.ok).length} of ${scene.length} steps. Pictures and report.json are in out/tour.`,
  );
  return ok;
}
