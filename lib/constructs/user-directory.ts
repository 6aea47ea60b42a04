import { Duration } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { isGuarded, type KeyedService, nameIn, removalPolicy } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { ServiceFunction } from './service-function.ts';

/** The users of all agencies, whose tenant and role go into their access tokens. */
export class UserDirectory extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, service: KeyedService) {
    super(scope, id);
    this.pool = this.#pool(service);
    const claims = new ServiceFunction(this, 'Claims', {
      service,
      entry: 'functions/identity/claims',
      trigger: 'request',
      // Cognito gives a trigger 5 seconds.
      timeout: Duration.seconds(5),
    });
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims.handler, LambdaVersion.V2_0);
    this.client = this.#client();
  }

  #pool(service: KeyedService): UserPool {
    const pool = new UserPool(this, 'Pool', {
      userPoolName: nameIn(service),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      customAttributes: {
        // A user never changes agency; what was done stays where it was done.
        tenant_id: new StringAttribute({ mutable: false, minLen: 1, maxLen: 64 }),
        role: new StringAttribute({ mutable: true, minLen: 1, maxLen: 32 }),
      },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      // Recovery by e-mail would pass by the sign-in service, which counts and audits.
      accountRecovery: AccountRecovery.NONE,
      // The pre-token trigger's second version needs this plan or a higher one.
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: isGuarded(service),
      removalPolicy: removalPolicy(service),
    });
    acknowledge(pool, {
      'AwsSolutions-COG2':
        'A second factor is for each user to enrol, and asked for by /v1/auth/challenges; whether all must is a decision of the agency.',
      'AwsSolutions-COG8':
        'Threat protection judges device and address of the client, which a sign-in made by the server does not carry; attempts are counted, locked and audited by the sign-in service.',
    });
    return pool;
  }

  #client(): UserPoolClient {
    return this.pool.addClient('Client', {
      authFlows: { adminUserPassword: true },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(30),
      idTokenValidity: Duration.minutes(30),
      refreshTokenValidity: Duration.hours(24),
      // Whoever holds an access token may write these: tenant, role and e-mail must not be among them.
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
  }
}
