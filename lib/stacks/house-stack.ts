import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isGuarded, nameIn, type Service } from '../service.ts';

interface HouseStackProps {
  readonly service: Service;
  /** Last part of the stack's name, as `data`. */
  readonly part: string;
  readonly description: string;
  /** Whether it holds what cannot be made again, and so is guarded against deletion. */
  readonly isStateful?: boolean;
}

/** A stack named, tagged and guarded as all of this product's are: `fusionems-<stage>-<part>`. */
export class HouseStack extends Stack {
  constructor(scope: Construct, { service, part, description, isStateful = false }: HouseStackProps) {
    const stackName = nameIn(service, part);
    super(scope, stackName, {
      stackName,
      description,
      tags: { application: 'fusionems', stage: service.config.stage, stack: part },
      terminationProtection: isStateful && isGuarded(service),
    });
  }

  /** Publishes values under their plain names, for operators and for the local deployment. */
  protected publish(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      new CfnOutput(this, name, { value });
    }
  }
}
