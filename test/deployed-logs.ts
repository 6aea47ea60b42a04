import * as z from 'zod';
import type { Deployment } from './engine-setup.ts';

const Groups = z.looseObject({
  logGroups: z.array(z.looseObject({ logGroupName: z.string() })),
  nextToken: z.string().optional(),
});
const Events = z.looseObject({
  events: z.array(z.looseObject({ message: z.string() })),
  nextToken: z.string().optional(),
});

/** The engine reads who calls from this header and verifies no signature. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=0';

/** All pages of an operation of CloudWatch Logs, whose client is no dependency of this product. */
const pagesOf = async <P extends z.ZodType<{ nextToken?: string | undefined }>>(
  { endpoint }: Deployment,
  { operation, input, page }: { operation: string; input: object; page: P },
): Promise<z.output<P>[]> => {
  const pages: z.output<P>[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `Logs_20140328.${operation}`,
        authorization: AUTHORIZATION,
      },
      body: JSON.stringify({ ...input, nextToken }),
    });
    if (!answer.ok) throw new Error(`${operation} answered ${answer.status}: ${await answer.text()}`);
    const read = page.parse(await answer.json());
    pages.push(read);
    nextToken = read.nextToken;
  } while (nextToken !== undefined);
  return pages;
};

/** Every line that any function has logged since an instant (epoch ms), by the name of its log group. */
export const deployedLogs = async (deployment: Deployment, startTime: number) => {
  const input = { logGroupNamePrefix: '/aws/lambda/' };
  const found = await pagesOf(deployment, { operation: 'DescribeLogGroups', input, page: Groups });
  const names = found.flatMap(({ logGroups }) => logGroups.map(({ logGroupName }) => logGroupName));
  const linesOf = async (logGroupName: string) => {
    const asked = { operation: 'FilterLogEvents', input: { logGroupName, startTime }, page: Events };
    const pages = await pagesOf(deployment, asked);
    return pages.flatMap(({ events }) => events.map(({ message }) => message));
  };
  const lines = await Promise.all(names.map(async (name) => [name, await linesOf(name)] as const));
  return Object.fromEntries(lines);
};
