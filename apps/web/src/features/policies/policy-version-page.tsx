import { Card, Select } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { usePolicies, usePolicyDifferences, usePolicyVersion } from '../../api/policy-queries';
import { instantWords } from '../../ui/format';
import { Loaded, Page } from '../../ui/page';
import { DifferenceTable, PolicyReading } from './policy-reading';

/** One version of a policy, read and compared with another. */
export function PolicyVersionPage() {
  const id = useParams()['id'] ?? '';
  const version = usePolicyVersion(id);
  const policies = usePolicies();
  const [from, setFrom] = useState<string | null>(null);
  const differences = usePolicyDifferences(id, from);
  const choices = (policies.data?.items ?? []).flatMap((policy) =>
    policy.versions
      .filter((each) => each.id !== id)
      .map((each) => ({ value: each.id, label: `${policy.name} 第${each.version}版（${instantWords(each.madeAt)}）` })),
  );
  return (
    <Loaded query={version}>
      {(data) => (
        <Page
          title={`${data.name} 第${data.version}版`}
          back={{ to: '/policies', text: '督办制度' }}
          extra={
            choices.length > 0 && (
              <Select
                allowClear
                placeholder="与另一版比较"
                style={{ width: 360 }}
                options={choices}
                value={from}
                onChange={(value?: string) => setFrom(value ?? null)}
              />
            )
          }
        >
          {from !== null && (
            <Card title="与所选版本的差异" size="small">
              <Loaded query={differences}>{({ items }) => <DifferenceTable items={items} />}</Loaded>
            </Card>
          )}
          <PolicyReading body={data.body} inWords={data.inWords} />
        </Page>
      )}
    </Loaded>
  );
}
