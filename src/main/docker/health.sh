#!/bin/bash
# Ready or not, asked on the ops listener without a tool that the image would have to carry.
exec 3<>/dev/tcp/127.0.0.1/"${PLURENCE_OPS_PORT:-9090}" || exit 1
printf 'GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n' >&3
read -r -t 2 _ status _ <&3 && [ "$status" = 200 ]
