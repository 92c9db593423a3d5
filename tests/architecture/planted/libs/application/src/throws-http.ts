import { NotFoundException } from '@nestjs/common';

export const refusal = NotFoundException;
