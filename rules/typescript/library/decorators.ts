import { alike } from "../../model/table.js";
import type { Decorated } from "../../model/library.js";

const nest: Record<string, string> = {
  "@nestjs/common":
    "All Catch Controller Delete Get Head Header HttpCode Injectable Module Options Patch Post Put Redirect Render Search SetMetadata Sse " +
    "UseFilters UseGuards UseInterceptors UsePipes Version",
  "@nestjs/event-emitter": "OnEvent",
  "@nestjs/graphql": "Mutation Query ResolveField Resolver Subscription",
  "@nestjs/microservices": "EventPattern GrpcMethod GrpcStreamMethod MessagePattern",
  "@nestjs/schedule": "Cron Interval Timeout",
  "@nestjs/swagger":
    "ApiBadRequestResponse ApiBearerAuth ApiBody ApiConsumes ApiCreatedResponse ApiExcludeEndpoint ApiNotFoundResponse ApiOkResponse " +
    "ApiOperation ApiParam ApiQuery ApiResponse ApiTags",
  "@nestjs/websockets": "SubscribeMessage WebSocketGateway",
};

/** Decorators that only note something down: the method stays what it is. */
export const decorators: Readonly<Record<string, Decorated>> = {
  ...Object.fromEntries(Object.entries(nest).flatMap(([module, names]) => Object.entries(alike<Decorated>(module, names, "same")))),
  ...alike<Decorated>("@angular/core", "Component Directive HostListener Injectable Input Output Pipe", "same"),
};
