import { Alert, Card, Col, Empty, Flex, Row, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { instantWords } from '../../ui/format';
import { SectionView } from './section-view';
import { SourceDrawer } from './source-drawer';

type Book = Schemas['ReportBook'];

/** The report as it stands, each sentence and figure opening its source; beside it what it lacks. */
export function TextTab({ book }: { book: Book }) {
  const [ref, setRef] = useState<string | null>(null);
  const mayEdit = book.actions.includes('edit');
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={17} className="print-whole">
        <article className="paper">
          <h1>{book.title}</h1>
          {book.setting.receiver && <p style={{ textIndent: 0 }}>{book.setting.receiver}：</p>}
          {book.sections.map((section) => (
            <SectionView key={section.key} planId={book.planId} section={section} mayEdit={mayEdit} onSource={setRef} />
          ))}
          {book.closing && <p>{book.closing}</p>}
          <p className="signed">
            {book.setting.issuers.map((issuer) => (
              <span key={issuer}>
                {issuer}
                <br />
              </span>
            ))}
            <span className="open-date">年　　月　　日</span>
          </p>
          {book.setting.remark && <p>（{book.setting.remark}）</p>}
        </article>
      </Col>
      <Col xs={24} xl={7} className="no-print">
        <Flex vertical gap={16}>
          <Alert
            type="info"
            showIcon
            title={`按${instantWords(book.asOf)}已签发的填报自动汇总。点文字或数字可查看来源；手工修改会一直保留。`}
          />
          <Gaps book={book} />
          <Findings book={book} />
        </Flex>
      </Col>
      <SourceDrawer planId={book.planId} sourceRef={ref} onClose={() => setRef(null)} />
    </Row>
  );
}

const anchorOf = (key: string) => `section-${encodeURIComponent(key)}`;

function Gaps({ book }: { book: Book }) {
  return (
    <Card size="small" title={`尚缺${book.gaps.length}项`}>
      {book.gaps.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有缺项" />
      ) : (
        <ol className="gaps">
          {book.gaps.map((gap) => (
            <li key={`${gap.sectionKey ?? ''}${gap.text}`}>
              {gap.text} {gap.address && <Link to={gap.address}>办理</Link>}{' '}
              {gap.sectionKey && <a href={`#${anchorOf(gap.sectionKey)}`}>查看</a>}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Findings({ book }: { book: Book }) {
  return (
    <Card size="small" title="数据核校">
      {book.findings.length === 0 ? (
        <Typography.Text type="secondary">没有发现对不上的数字。</Typography.Text>
      ) : (
        <ol className="gaps">
          {book.findings.map((finding) => (
            <li key={finding.quote + finding.text}>
              <Tag color={finding.severity === 'error' ? 'red' : 'gold'}>{finding.severity === 'error' ? '有误' : '存疑'}</Tag>“
              {finding.quote}” <span className="prewrap">{finding.text}</span>{' '}
              <a href={`#${anchorOf(finding.sectionKey)}`}>查看</a>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
