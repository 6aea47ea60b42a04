import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { stageConfig } from '../../lib/config.ts';

const configOf = (context: Record<string, unknown>) => stageConfig(new App({ context }).node);

describe('stageConfig', () => {
  test('describes a developer stage when nothing is said', () => {
    expect(configOf({})).toStrictEqual({
      stage: 'dev',
      allowedOrigins: ['http://localhost:3000'],
      ratePerMinute: 600,
      maxBodyBytes: 262_144,
      requestsPerSecond: 200,
      monthlyBudgetUsd: 500,
      removal: 'retain',
      logRetentionDays: 3653,
      logLevel: 'INFO',
    });
  });

  test('reads what the command line gives, which is always text', () => {
    const given = {
      stage: 'prod',
      allowedOrigins: 'https://app.example.org, https://crew.example.org',
      ratePerMinute: '1200',
      maxBodyBytes: '4096',
      requestsPerSecond: '50',
      alarmEmail: 'operators@example.org',
      monthlyBudgetUsd: '900',
      removal: 'destroy',
      logRetentionDays: '30',
      logName: 'log.example.org/ems',
      logLevel: 'WARN',
    };
    expect(configOf(given)).toStrictEqual({
      ...given,
      allowedOrigins: ['https://app.example.org', 'https://crew.example.org'],
      ratePerMinute: 1200,
      maxBodyBytes: 4096,
      requestsPerSecond: 50,
      monthlyBudgetUsd: 900,
      logRetentionDays: 30,
    });
  });

  test('takes no origin to mean that no browser may call', () => {
    expect(configOf({ allowedOrigins: '' }).allowedOrigins).toStrictEqual([]);
  });

  test('takes an empty e-mail, as of an unset variable of a workflow, to be none', () => {
    expect(configOf({ alarmEmail: '' }).alarmEmail).toBeUndefined();
  });

  test.each([
    ['stage', 'Production', 'must be 2 to 12 lower-case letters or digits, a letter first'],
    ['allowedOrigins', 'https://app.example.org/', 'must be an origin, as https://app.example.org'],
    ['allowedOrigins', '*', 'must be an origin, as https://app.example.org'],
    ['ratePerMinute', '0', 'Too small'],
    ['maxBodyBytes', '6000001', 'Too big'],
    ['alarmEmail', 'operators', 'Invalid'],
    ['removal', 'snapshot', 'Invalid option'],
    ['logRetentionDays', '36501', 'Too big'],
    ['logName', 'log of ours', 'must be a name without spaces or plus signs, as log.example.org'],
  ])('refuses %s=%s, naming the key and what it must be', (key, value, problem) => {
    const read = () => configOf({ [key]: value });
    expect(read).toThrow('correct it in cdk.json or with -c key=value');
    expect(read).toThrow(problem);
    expect(read).toThrow(`at ${key}`);
  });
});
