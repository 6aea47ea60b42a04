import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CommitItem } from '../../../store/commit-item.ts';
import { Synthesized, stageOf } from '../stage.ts';

const stage = new Synthesized();
const only = (type: string) => {
  const found = stage.resources('guardrails', type);
  expect(found).toHaveLength(1);
  return z.record(z.string(), z.unknown()).parse(found[0]?.properties);
};
const imported = (part: string) => ({ 'Fn::ImportValue': expect.stringContaining(part) });

describe('guardrails', () => {
  test('record who touched patient data, in tables and uploads, where it cannot be changed for six years', () => {
    expect(only('AWS::CloudTrail::Trail')).toMatchObject({
      IsLogging: true,
      EnableLogFileValidation: true,
      KMSKeyId: expect.anything(),
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
            { Field: 'resources.ARN', Equals: [imported('Events'), imported('Views'), imported('Access')] },
          ],
        },
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            {
              Field: 'resources.ARN',
              StartsWith: [
                { 'Fn::Join': ['', [imported('Attachments'), '/']] },
                { 'Fn::Join': ['', [imported('AttExports'), '/']] },
                { 'Fn::Join': ['', [imported('Archive'), '/']] },
              ],
            },
          ],
        },
      ],
    });
    expect(only('AWS::S3::Bucket')['ObjectLockConfiguration']).toStrictEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2192 } },
    });
  });

  test('back up what cannot be made again, into a vault that gives nothing up early', () => {
    expect(only('AWS::Backup::BackupSelection')).toMatchObject({
      BackupSelection: {
        Resources: [
          imported('Events'),
          imported('Access'),
          imported('Feed'),
          imported('Attachments'),
          imported('AttExports'),
        ],
      },
    });
    expect(only('AWS::Backup::BackupVault')).toMatchObject({
      EncryptionKeyArn: expect.anything(),
      LockConfiguration: { MinRetentionDays: 35 },
    });
  });

  test('guard the user pool, which is what a web ACL can be attached to here', () => {
    expect(only('AWS::WAFv2::WebACLAssociation')['ResourceArn']).toStrictEqual(imported('UsersPool'));
    const Names = z.array(z.object({ Name: z.string() }));
    expect(Names.parse(only('AWS::WAFv2::WebACL')['Rules'])).toStrictEqual([
      { Name: 'rate-per-address' },
      { Name: 'AWSManagedRulesAmazonIpReputationList' },
      { Name: 'AWSManagedRulesKnownBadInputsRuleSet' },
      { Name: 'AWSManagedRulesCommonRuleSet' },
    ]);
  });

  test('keep what was announced on the bus for a year', () => {
    expect(only('AWS::Events::Archive')).toMatchObject({
      EventPattern: { source: ['fusionems'] },
      RetentionDays: 365,
      SourceArn: imported('Bus'),
    });
  });

  test('raise one alarm over all that mean users are affected', () => {
    const names = [
      'events-publisher-behind',
      'publisher-dead-letters',
      'archive-dead-letters',
      'charts-dead-letters',
      'pushes-dead-letters',
      'subjects-dead-letters',
      'exports-dead-letters',
      'submissions-dead-letters',
      'feed-dead-letters',
      'http-failed',
    ];
    const rule = z.string().parse(only('AWS::CloudWatch::CompositeAlarm')['AlarmRule']);
    const Named = z.object({ AlarmName: z.string() });
    const alarms = stage.resources('operations', 'AWS::CloudWatch::Alarm');
    const existing = alarms.map(({ properties }) => Named.parse(properties).AlarmName);
    for (const name of names.map((each) => `fusionems-dev-${each}`)) {
      expect(rule).toContain(`ALARM("${name}")`);
      expect(existing).toContain(name);
    }
    expect(rule.match(/ALARM\(/g)).toHaveLength(names.length);
  });

  test('show auditors the archive of commits as a table, by tenant and day', () => {
    const Table = z.object({
      TableInput: z.object({
        Name: z.string(),
        PartitionKeys: z.array(z.object({ Name: z.string() })),
        StorageDescriptor: z.object({ Columns: z.array(z.object({ Name: z.string() })) }),
        Parameters: z.record(z.string(), z.unknown()),
      }),
    });
    const { TableInput } = Table.parse(only('AWS::Glue::Table'));
    expect(TableInput.Name).toBe('commits');
    expect(TableInput.PartitionKeys.map(({ Name }) => Name)).toStrictEqual(['tenant', 'date']);
    const columns = TableInput.StorageDescriptor.Columns.map(({ Name }) => Name);
    expect(columns).toStrictEqual(['seq', 'type', ...Object.keys(CommitItem.shape)]);
    expect(TableInput.Parameters['storage.location.template']).toStrictEqual({
      'Fn::Join': ['', ['s3://', imported('Archive'), `/commits/tenant=\${tenant}/date=\${date}/`]],
    });
  });

  test('watch the costs where there is somebody to tell', () => {
    expect(only('AWS::Budgets::Budget')).toMatchObject({
      Budget: { BudgetLimit: { Amount: 500, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
    const { app, stacks } = stageOf({ alarmEmail: undefined });
    const template = JSON.stringify(app.synth().getStackByName(stacks.guardrails.stackName).template);
    expect(template).not.toContain('AWS::Budgets::Budget');
  });
});
