import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import { EncryptedLogs } from './encrypted-logs.ts';

const MANAGED_RULES = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
];

interface FirewallProps {
  /** The service, with the audit key. */
  readonly service: KeyedService;
  readonly userPoolArn: string;
}

/** Guards the user pool's public endpoints. HTTP APIs cannot have a web ACL; theirs are tokens, throttling and the rate per tenant. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { service, userPoolArn }: FirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'WebAcl', {
      name: nameIn(service),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('all'),
      rules: [rateRule, ...MANAGED_RULES.map(managedRule)],
    });
    new CfnWebACLAssociation(this, 'UserPool', { resourceArn: userPoolArn, webAclArn: acl.attrArn });
    // WAF writes only to log groups whose name begins so.
    const logs = new EncryptedLogs(this, 'Logs', {
      service,
      name: `aws-waf-logs-${nameIn(service, 'users')}`,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logs.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }],
    });
  }
}

/** At most 300 requests of one address in five minutes. */
const rateRule: CfnWebACL.RuleProperty = {
  name: 'rate-per-address',
  priority: 0,
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 300, evaluationWindowSec: 300 } },
  visibilityConfig: visible('rate-per-address'),
};

const managedRule = (name: string, index: number): CfnWebACL.RuleProperty => ({
  name,
  priority: index + 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
  visibilityConfig: visible(name),
});

function visible(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
