import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** Mocha's spec report, and the counts of what ran, for scripts/test.mjs to add up (reporter option `counts`: the file they go to). */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0, skipped: 0 };
    runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, () => counts.passed++);
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, () => counts.failed++);
    runner.on(Mocha.Runner.constants.EVENT_TEST_PENDING, () => counts.skipped++);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = options?.reporterOptions?.counts;
      if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
    });
  }
}
