import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Flex, Typography, Upload } from 'antd';
import { useState } from 'react';
import { newCommandKey, type Problem, type Schemas } from '../api/client';
import { sizeWords } from './format';

export interface Attached {
  readonly ticket: string;
  readonly fileName: string;
}

/** Sends one file; openapi-fetch knows JSON only. A key that is given makes sending it again the same command. */
export async function uploadFile(url: string, file: File, key = newCommandKey()): Promise<Response> {
  const form = new FormData();
  form.append('file', file, file.name);
  return fetch(url, { method: 'POST', body: form, headers: { 'Idempotency-Key': key } });
}

/** Sends a file and reads the answer; null where it was refused or did not arrive, which is then shown with the file's name. */
export function useFileSending() {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function send<Answer>(url: string, file: File, key?: string): Promise<Answer | null> {
    setBusy(true);
    try {
      const response = await uploadFile(url, file, key);
      if (response.ok) return (await response.json()) as Answer;
      void message.error(`${file.name}：${((await response.json()) as Problem).detail}`, 8);
    } catch {
      void message.error('文件没有上传成功，请检查网络后再试。');
    } finally {
      setBusy(false);
    }
    return null;
  }
  return { busy, send };
}

interface Props {
  readonly value?: readonly Attached[];
  readonly onChange?: (files: readonly Attached[]) => void;
}

/** 佐证材料: each file is stored at once; what is attached is its ticket. As a field of a form. */
export function FileField({ value = [], onChange }: Props) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const add = async (file: File) => {
    setBusy(true);
    try {
      const response = await uploadFile('/api/files', file);
      if (!response.ok) {
        void message.error(((await response.json()) as Problem).detail, 6);
        return;
      }
      const stored = (await response.json()) as Schemas['UploadedFile'];
      onChange?.([...value.filter((each) => each.fileName !== stored.fileName), stored]);
    } catch {
      void message.error('文件没有上传成功，请检查网络后再试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex vertical gap={6} align="start">
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void add(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={busy}>
          上传文件
        </Button>
      </Upload>
      {value.map((file) => (
        <Flex key={file.ticket} gap={8} align="center">
          <PaperClipOutlined />
          <Typography.Text>{file.fileName}</Typography.Text>
          <Button type="link" size="small" danger onClick={() => onChange?.(value.filter((each) => each !== file))}>
            移除
          </Button>
        </Flex>
      ))}
      <Typography.Text type="secondary">文档、表格、PDF、图片、压缩包等，单个不超过50 MB。</Typography.Text>
    </Flex>
  );
}

/** Files that are there, each to be downloaded. */
export function FileList({ files }: { readonly files: readonly Pick<Schemas['Evidence'], 'id' | 'fileName' | 'size'>[] }) {
  if (files.length === 0) return null;
  return (
    <Flex vertical gap={2}>
      {files.map((file) => (
        <a key={file.id} href={`/api/files/${file.id}`} download>
          <PaperClipOutlined /> {file.fileName}
          <Typography.Text type="secondary">（{sizeWords(file.size)}）</Typography.Text>
        </a>
      ))}
    </Flex>
  );
}
